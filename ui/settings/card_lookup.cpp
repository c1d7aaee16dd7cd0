// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/card_lookup.hpp"

#include "ui/main_window/sentences.hpp"

#include <QCoreApplication>
#include <QPointer>
#include <QStringList>
#include <QThreadPool>

#include <algorithm>
#include <exception>
#include <utility>

namespace croquis::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::CardLookup)
};

} // namespace

Cards listedCards() {
    return session::explainCuda(session::listCuda());
}

void lookForCards(QObject* listener, std::function<void(const Cards&)> tell, std::function<Cards()> look) {
    QThreadPool::globalInstance()->start(
        [listener = QPointer(listener), tell = std::move(tell), look = std::move(look)] {
            Cards cards;
            try {
                cards = look();
            } catch (const std::exception&) { // nobody catches it outside of here, and the processor draws all the same
            }
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [listener, tell, cards] {
                    if (listener)
                        tell(cards);
                },
                Qt::QueuedConnection);
        });
}

QString noteOnCards(const Cards& cards) {
    const auto usable = std::find_if(cards.begin(), cards.end(), [](const auto& card) { return card.usable; });
    return usable == cards.end() ? Text::tr("No graphics card can be used.")
                                 : Text::tr("%1 could draw, too: it can be chosen in the settings.")
                                       .arg(QString::fromStdString(usable->name));
}

QString explanationOfCards(const Cards& cards) {
    QStringList sentences{noteOnCards(cards)};
    for (const auto& card : cards)
        if (!card.usable)
            sentences += localised(card.text);
    return sentences.join(QLatin1Char('\n'));
}

} // namespace croquis::ui
