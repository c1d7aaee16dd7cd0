// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stroke_list.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/panels/stroke_delegate.hpp"
#include "ui/panels/stroke_model.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kLeastHeight = 76, kMarkWidth = 16; // pixels

/// Says what will be here while there is nothing.
class StrokeView final : public QTreeView {
  protected:
    void paintEvent(QPaintEvent* event) override {
        QTreeView::paintEvent(event);
        if (model() == nullptr || model()->rowCount() > 0)
            return;
        QPainter painter(viewport());
        painter.setPen(quietText());
        painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         StrokeList::tr("The strokes of the sketch will be listed here."));
    }
};

} // namespace

StrokeList::StrokeList(SketchDocument& document, EditRun edit, QWidget* parent)
    : QWidget(parent), m_document(document), m_edit(std::move(edit)), m_model(new StrokeModel(document, this)),
      m_view(new StrokeView) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 6, 16, 10);
    layout->setSpacing(4);
    auto* row = headingRow(tr("STROKES"), {});
    row->setSpacing(0);
    addButton(*row, QStringLiteral("lock"), tr("Lock the stroke: it stays where it is (L)"), &StrokeList::toggleLocked);
    addButton(*row, QStringLiteral("hidden"), tr("Hide the stroke (H)"), &StrokeList::toggleHidden);
    addButton(*row, QStringLiteral("reverse"), tr("Turn the stroke round (R)"), &StrokeList::toggleReversed);
    addButton(*row, QStringLiteral("delete"), tr("Delete the stroke (Del)"), &StrokeList::remove);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    setTabOrder(m_buttons.back(), m_view);
    m_view->setObjectName(QStringLiteral("strokeView"));
    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setMouseTracking(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMinimumHeight(kLeastHeight);
    m_view->setIndentation(0);
    m_view->setIconSize({kMarkWidth - 2, kMarkWidth - 2});
    m_view->setItemDelegateForColumn(StrokeModel::numberColumn, new StrokeDelegate(*m_model, m_view));
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setMinimumSectionSize(kMarkWidth);
    m_view->header()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < StrokeModel::columns; ++column)
        m_view->header()->resizeSection(column, kMarkWidth);
    name(m_view, tr("Strokes"),
         tr("Del deletes, L locks, H hides, R turns the chosen strokes round; Ctrl+A chooses all"));
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    connect(m_view, &QTreeView::entered, this,
            [this](const QModelIndex& index) { Q_EMIT strokeHovered(m_model->idAt(index.row())); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &StrokeList::updateButtons);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StrokeList::tellChosen);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_currentBefore = current();
        m_rowBefore = m_view->currentIndex().row();
        m_chosenBefore = chosen();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &StrokeList::keepCurrent);
    connect(&document, &SketchDocument::strokesChanged, this, &StrokeList::followSketch);
    connect(&document, &SketchDocument::marksChanged, this, &StrokeList::updateButtons);
    connect(&document, &SketchDocument::strokesReturned, this, [this](const std::set<int>& ids) {
        choose(*ids.begin()); // as before they were deleted
        select(ids);
    });
    updateButtons();
}

QToolButton* StrokeList::addButton(QLayout& row, const QString& icon, const QString& text,
                                   void (StrokeList::*action)(int)) {
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("stroke-") + icon);
    button->setIcon(lineIcon(icon));
    button->setProperty("small", true);
    name(button, text);
    connect(button, &QToolButton::clicked, this, [this, action] {
        if (const auto id = current())
            (this->*action)(*id);
    });
    row.addWidget(button);
    m_buttons.push_back(button);
    return button;
}

std::set<int> StrokeList::chosen() const {
    std::set<int> ids;
    for (const auto& index : m_view->selectionModel()->selectedRows())
        if (index.row() < m_model->rowCount())
            ids.insert(m_model->idAt(index.row()));
    return ids;
}

std::optional<int> StrokeList::current() const {
    const auto ids = chosen();
    const auto index = m_view->currentIndex();
    if (index.isValid() && index.row() < m_model->rowCount())
        if (const int id = m_model->idAt(index.row()); ids.empty() || ids.contains(id))
            return id;
    return ids.empty() ? std::nullopt : std::optional(*ids.begin());
}

/// All that are chosen where it is one of them: what is done to it is done to them.
std::set<int> StrokeList::meant(int strokeId) const {
    const auto ids = chosen();
    return ids.contains(strokeId) ? ids : std::set<int>{strokeId};
}

QString StrokeList::whyNotDeleted(const std::set<int>& strokes) const {
    const auto& locked = m_document.marks().locked;
    if (std::none_of(strokes.begin(), strokes.end(), [&](int id) { return locked.contains(id); }))
        return {};
    return strokes.size() == 1 ? tr("This stroke is locked. Unlock it first (L).")
                               : tr("Some of these strokes are locked. Unlock them first (L).");
}

/// The last one deletes.
void StrokeList::updateButtons() {
    const auto id = current();
    for (auto* button : m_buttons)
        button->setEnabled(id.has_value());
    const QString refusal = id ? whyNotDeleted(meant(*id)) : QString();
    m_buttons.back()->setEnabled(id && refusal.isEmpty());
    m_buttons.back()->setToolTip(refusal.isEmpty() ? m_buttons.back()->accessibleName() : refusal);
}

void StrokeList::tellChosen() {
    updateButtons();
    Q_EMIT strokesChosen(chosen());
}

/// The strokes that were chosen, or the one that is in the place of the last of them now: keys go on from there.
void StrokeList::keepCurrent() {
    const int count = m_model->rowCount();
    std::set<int> left;
    for (const int id : m_chosenBefore)
        if (m_model->rowOf(id) >= 0)
            left.insert(id);
    if (m_currentBefore && count > 0) {
        const int before = m_model->rowOf(*m_currentBefore);
        const int row = before >= 0     ? before
                        : !left.empty() ? m_model->rowOf(*left.begin())
                                        : std::min(m_rowBefore, count - 1);
        m_view->setCurrentIndex(m_model->index(row, 0));
        select(left);
    }
    tellChosen();
}

/// Beside what is chosen.
void StrokeList::select(const std::set<int>& strokes) {
    for (const int id : strokes)
        if (const int row = m_model->rowOf(id); row >= 0)
            m_view->selectionModel()->select(m_model->index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

/// Strokes of another sketch have nothing to do with those of one before, whatever their numbers.
void StrokeList::followSketch() {
    if (m_sketch == m_document.name())
        return;
    m_sketch = m_document.name();
    chooseNone();
}

void StrokeList::chooseNone() {
    m_view->selectionModel()->clear();
}

void StrokeList::setHighlighted(std::optional<int> strokeId) {
    m_model->setHovered(strokeId);
}

void StrokeList::choose(int strokeId) {
    if (const int row = m_model->rowOf(strokeId); row >= 0) {
        // Not the view's own, which adds to what is chosen while Ctrl+Z is held.
        m_view->selectionModel()->setCurrentIndex(m_model->index(row, 0),
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_view->scrollTo(m_model->index(row, 0));
    }
}

void StrokeList::remove(int strokeId) {
    if (m_model->rowOf(strokeId) < 0)
        return;
    if (const QString refusal = whyNotDeleted(meant(strokeId)); !refusal.isEmpty())
        return Q_EMIT refused(refusal);
    m_document.undoStack().push(new DeleteStrokeCommand(m_document, meant(strokeId), m_edit));
}

bool StrokeList::areAll(std::set<int> StrokeMarks::*marks, const std::set<int>& strokes) const {
    const auto& marked = m_document.marks().*marks;
    return std::includes(marked.begin(), marked.end(), strokes.begin(), strokes.end());
}

/// Several become alike; but each is turned round.
void StrokeList::toggle(std::set<int> StrokeMarks::*marks, int strokeId, const QString& text) {
    if (m_model->rowOf(strokeId) < 0) // the canvas may still have it under the pointer
        return;
    const auto strokes = meant(strokeId);
    StrokeMarks after = m_document.marks();
    const bool each = marks == &StrokeMarks::reversed, all = areAll(marks, strokes);
    for (const int id : strokes)
        if (each ? (after.*marks).contains(id) : all)
            (after.*marks).erase(id);
        else
            (after.*marks).insert(id);
    m_document.undoStack().push(new MarksCommand(m_document, std::move(after), m_edit, text));
}

void StrokeList::toggleLocked(int strokeId) {
    toggle(&StrokeMarks::locked, strokeId, tr("Lock stroke"));
}

void StrokeList::toggleHidden(int strokeId) {
    toggle(&StrokeMarks::hidden, strokeId, tr("Hide stroke"));
}

void StrokeList::toggleReversed(int strokeId) {
    toggle(&StrokeMarks::reversed, strokeId, tr("Turn stroke round"));
}

void StrokeList::showMenu(int strokeId, const QPoint& globalPosition) {
    const auto strokes = meant(strokeId);
    const bool locked = areAll(&StrokeMarks::locked, strokes), hidden = areAll(&StrokeMarks::hidden, strokes);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("strokeMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& icon, const QString& text, void (StrokeList::*action)(int)) {
        return menu->addAction(lineIcon(icon, QPalette::Text), text, this,
                               [this, action, strokeId] { (this->*action)(strokeId); });
    };
    add(locked ? QStringLiteral("unlock") : QStringLiteral("lock"), locked ? tr("Unlock\tL") : tr("Lock\tL"),
        &StrokeList::toggleLocked);
    add(hidden ? QStringLiteral("shown") : QStringLiteral("hidden"), hidden ? tr("Show\tH") : tr("Hide\tH"),
        &StrokeList::toggleHidden);
    add(QStringLiteral("reverse"), tr("Turn round\tR"), &StrokeList::toggleReversed);
    menu->addSeparator();
    add(QStringLiteral("delete"), tr("Delete\tDel"), &StrokeList::remove)->setEnabled(whyNotDeleted(strokes).isEmpty());
    menu->popup(globalPosition);
}

bool StrokeList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view->viewport() && event->type() == QEvent::Leave)
        Q_EMIT strokeHovered(std::nullopt);
    if (watched == m_view->viewport() && event->type() == QEvent::ContextMenu) {
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        const bool byMouse = menu->reason() == QContextMenuEvent::Mouse;
        const auto id = current();
        const auto index = byMouse ? m_view->indexAt(menu->pos())
                           : id    ? m_model->index(m_model->rowOf(*id), 0)
                                   : QModelIndex();
        if (index.isValid())
            showMenu(m_model->idAt(index.row()),
                     byMouse ? menu->globalPos() : m_view->viewport()->mapToGlobal(m_view->visualRect(index).center()));
        return true;
    }
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        const int key = pressed->key();
        if (pressed->matches(QKeySequence::Copy)) { // the sketch's business, not the row's text
            event->ignore();
            return true;
        }
        if (const auto id = current()) {
            if (key == Qt::Key_Delete)
                return remove(*id), true;
            if (key == Qt::Key_L)
                return toggleLocked(*id), true;
            if (key == Qt::Key_H)
                return toggleHidden(*id), true;
            if (key == Qt::Key_R)
                return toggleReversed(*id), true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace croquis::ui
