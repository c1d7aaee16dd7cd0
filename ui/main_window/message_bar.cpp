// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/message_bar.hpp"

#include "ui/accessibility/accessibility.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/brief_words.hpp"
#include "ui/style/icons.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kLeastTextWidth = 240, kGap = 10; // pixels, of the sentence beside buttons and between those
constexpr int kLeastWord = 60;                  // pixels, of the sentence in any case

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_content(new QBoxLayout(QBoxLayout::LeftToRight)), m_icon(new QLabel), m_text(new QLabel),
      m_action(addButton(QStringLiteral("messageAction"), &MessageBar::m_act)),
      m_other(addButton(QStringLiteral("messageOther"), &MessageBar::m_actOther)), m_details(new QPushButton),
      m_close(new QToolButton) {
    setObjectName(QStringLiteral("messageBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 8, 8);
    layout->setSpacing(10);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText); // files may be named as they like
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(kLeastWord); // no word makes the window wider
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_details->setObjectName(QStringLiteral("messageDetails"));
    name(m_details, tr("Copy details"), tr("Copies version, device and message"));
    m_close->setIcon(lineIcon(QStringLiteral("close")));
    name(m_close, tr("Close the message"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    for (auto* button : {m_action, m_other, m_details}) {
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // its words are never cut
        buttons->addWidget(button);
    }
    buttons->addStretch();
    m_content->setSpacing(8);
    m_content->addWidget(m_text, 1);
    m_content->addLayout(buttons);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(m_content, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_details, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_detailText); });
    m_close->setObjectName(QStringLiteral("closeMessage"));
    connect(m_close, &QToolButton::clicked, this, [this] {
        const QString sentence = text();
        clear();
        Q_EMIT closed(sentence);
    });
    clear();
}

QPushButton* MessageBar::addButton(const QString& objectName, std::function<void()> MessageBar::*act) {
    auto* button = new QPushButton;
    button->setObjectName(objectName);
    connect(button, &QPushButton::clicked, this, [this, act] {
        const auto chosen = std::exchange(this->*act, {});
        clear();
        if (chosen)
            chosen();
    });
    return button;
}

void MessageBar::arrange() {
    const auto needed = [this](bool withWords) {
        int width = 0;
        for (const auto* button : {m_action, m_other})
            if (!button->isHidden())
                width += button->sizeHint().width() + kGap;
        if (!m_details->isHidden())
            width += (withWords ? m_wideDetails : m_details->sizeHint().height()) + kGap;
        return width;
    };
    const int room = m_content->geometry().width();
    if (room <= 0)
        return; // not laid out yet
    const auto direction =
        needed(true) > 0 && needed(true) + kLeastTextWidth > room ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    const bool words = needed(true) <= room, changes = words == m_details->text().isEmpty();
    if (direction == m_content->direction() && !changes)
        return;
    m_content->setDirection(direction);
    if (changes) {
        m_details->setText(words ? tr("Copy details") : QString());
        m_details->setIcon(words ? QIcon() : lineIcon(QStringLiteral("copy")));
    }
    layout()->activate(); // at once: else what is painted next is a pass behind
}

bool MessageBar::event(QEvent* event) {
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        arrange(); // when the layout knows how much room there is
    return handled;
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
}

void MessageBar::drawIcon() {
    const auto icon = lineIcon(m_kind == Kind::hint ? QStringLiteral("hint") : QStringLiteral("warning"),
                               m_kind == Kind::hint ? QPalette::ButtonText : QPalette::BrightText);
    m_icon->setPixmap(icon.pixmap(QSize(20, 20), devicePixelRatioF()));
}

void MessageBar::label(QPushButton& button, const QString& text) {
    button.setText(text);
    name(&button, text.isEmpty() ? tr("Message") : text);
    button.setVisible(!text.isEmpty());
}

void MessageBar::offer(const QString& action, std::function<void()> act) {
    const bool taken = static_cast<bool>(m_act);
    label(taken ? *m_other : *m_action, action);
    (taken ? m_actOther : m_act) = std::move(act);
    arrange();
    Q_EMIT offerChanged();
}

void MessageBar::show(Kind kind, const QString& sentence, const QString& action, std::function<void()> act,
                      const QString& details) {
    m_kind = kind;
    ++m_shown;
    m_isNews = false;
    drawIcon();
    setSentence(onOneLine(sentence));
    label(*m_action, action);
    label(*m_other, {});
    m_details->setText(tr("Copy details"));
    m_details->setIcon({});
    m_wideDetails = m_details->sizeHint().width();
    m_details->setVisible(!details.isEmpty());
    m_act = std::move(act);
    m_actOther = {};
    m_detailText = details;
    setVisible(true);
    arrange();
    announce(*this, sentence);
    Q_EMIT offerChanged();
}

void MessageBar::add(const QString& sentence) {
    if (text().isEmpty())
        return show(Kind::hint, sentence);
    setSentence(text() + QLatin1Char(' ') + onOneLine(sentence));
    arrange();
    announce(*this, sentence);
}

void MessageBar::setSentence(const QString& sentence) {
    m_sentence = sentence;
    const QString shown = withShortWords(sentence);
    m_text->setText(shown);
    m_text->setToolTip(shown == sentence ? QString() : sentence.toHtmlEscaped());
    m_text->setAccessibleName(sentence.isEmpty() ? tr("Message") : sentence);
}

void MessageBar::markAsNews() {
    // What it is about may be under way yet.
    QMetaObject::invokeMethod(
        this, [this, shown = m_shown] { m_isNews = m_isNews || shown == m_shown; }, Qt::QueuedConnection);
}

void MessageBar::dropNews() {
    if (m_isNews)
        clear();
}

void MessageBar::clear(Kind kind) {
    if (m_kind == kind)
        clear();
}

void MessageBar::clear() {
    setSentence({});
    for (auto* button : {m_action, m_other})
        name(button, tr("Message"));
    m_act = m_actOther = {};
    ++m_shown;
    m_isNews = false;
    setVisible(false);
    Q_EMIT offerChanged();
}

int MessageBar::usualHeight() const {
    for (const QWidget* part : std::initializer_list<const QWidget*>{this, m_text, m_action, m_close})
        part->ensurePolished(); // the style sheet has the heights
    const QMargins around = layout()->contentsMargins() + contentsMargins();
    return around.top() + around.bottom() +
           std::max(
               {2 * m_text->fontMetrics().lineSpacing(), m_action->sizeHint().height(), m_close->sizeHint().height()});
}

QString MessageBar::text() const {
    return m_sentence;
}

QString MessageBar::offered() const {
    return m_act ? m_action->text() : QString();
}

void MessageBar::act() {
    m_action->click();
}

} // namespace croquis::ui
