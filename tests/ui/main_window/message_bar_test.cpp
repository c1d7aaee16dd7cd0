// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/message_bar.hpp"
#include "ui/style/theme.hpp"

#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace croquis::ui;

namespace {

const QString kSentence = QStringLiteral("photo.jpg can't be read: it ends before the picture does.");

} // namespace

class MessageBarTest : public QObject {
    Q_OBJECT

    QWidget m_window;
    MessageBar* m_bar = new MessageBar;

    template <typename Widget>
    Widget* part(const char* name) const {
        return m_bar->findChild<Widget*>(QLatin1String(name));
    }

  private Q_SLOTS:
    void initTestCase() {
        applyTheme(Theme::light);
        auto* layout = new QVBoxLayout(&m_window);
        layout->addWidget(m_bar);
        layout->addStretch();
        m_window.show();
    }

    void itsIconFollowsTheTheme() {
        m_bar->show(MessageBar::Kind::hint, kSentence);
        const auto picture = [this] {
            for (const auto* label : m_bar->findChildren<QLabel*>())
                if (!label->pixmap().isNull())
                    return label->pixmap().toImage();
            return QImage();
        };
        const QImage light = picture();
        QVERIFY(!light.isNull());
        applyTheme(Theme::dark);
        QTRY_VERIFY(picture() != light);
        applyTheme(Theme::light);
        QTRY_VERIFY(picture() == light);
    }

    /// Whatever width it has when the message comes.
    void noWordIsCut_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("words");
        QTest::newRow("wide") << 1000 << true;
        QTest::newRow("below the sentence") << 430 << true;
        QTest::newRow("narrow") << 300 << false;
    }
    void noWordIsCut() {
        QFETCH(int, width);
        QFETCH(bool, words);
        m_bar->clear();
        m_window.resize(width, 300);
        m_bar->show(
            MessageBar::Kind::warning, kSentence, QStringLiteral("Open another"), [] {}, QStringLiteral("x"));
        m_bar->offer(QStringLiteral("Try once more"), [] {});
        auto* details = part<QPushButton>("messageDetails");
        QTRY_COMPARE(!details->text().isEmpty(), words);
        QTRY_COMPARE(!details->icon().isNull(), !words);
        for (const char* name : {"messageAction", "messageOther", "messageDetails"}) {
            const auto* button = part<QPushButton>(name);
            QTRY_VERIFY2(button->width() >= button->sizeHint().width() || !words, name);
            QVERIFY2(m_bar->rect().contains(button->geometry()), name);
        }
    }
};

QTEST_MAIN(MessageBarTest)
#include "message_bar_test.moc"
