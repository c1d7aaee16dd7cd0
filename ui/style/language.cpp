// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/language.hpp"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace croquis::ui {

Language::Language(const QLocale& locale) {
    QLocale::setDefault(locale);
    if (m_own.load(locale, QStringLiteral("croquis"), QStringLiteral("_"), QStringLiteral(":/translations")) ||
        m_own.load(QStringLiteral(":/translations/croquis_en.qm"))) // it has the plurals
        QCoreApplication::installTranslator(&m_own);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

Language::~Language() {
    QLocale::setDefault(m_before);
}

} // namespace croquis::ui
