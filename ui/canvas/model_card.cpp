// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/model_card.hpp"

#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "models/model_store.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QPushButton>

namespace croquis::ui {

ModelCard::ModelCard(QWidget* parent) : QWidget(parent), m_problem(new QLabel), m_list(new QLabel) {
    setObjectName(QStringLiteral("modelCard"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(48, 48, 48, 48);
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addLayout(headingRow(tr("A MODEL IS MISSING"), {}));
    for (auto* label : {m_problem, m_list}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    m_problem->setAccessibleName(tr("Problem"));
    m_list->setAccessibleName(tr("Missing models"));
    auto* import = new QPushButton(tr("Import file..."));
    import->setObjectName(QStringLiteral("primary"));
    name(import, tr("Import a model file"));
    auto* retry = new QPushButton(tr("Look again"));
    retry->setObjectName(QStringLiteral("retryModel"));
    name(retry, tr("Look for the models again"));
    auto* row = new QHBoxLayout;
    row->addWidget(import);
    row->addWidget(retry);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch(3);
    connect(import, &QPushButton::clicked, this, &ModelCard::importRequested);
    connect(retry, &QPushButton::clicked, this, &ModelCard::retryRequested);
}

void ModelCard::refresh(const QString& problem) {
    m_problem->setText(problem);
    const auto store = models::ModelStore::standard();
    QString list;
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        if (!entry.isDefault || store.verify(entry) == models::ModelStore::Condition::good)
            continue;
        list += QStringLiteral("<p><b>%1</b> &nbsp; %2 · %3<br>%4</p>")
                    .arg(QString::fromStdString(entry.file).toHtmlEscaped(),
                         locale().formattedDataSize(static_cast<qint64>(entry.bytes), 1, QLocale::DataSizeSIFormat),
                         QString::fromStdString(entry.licence).toHtmlEscaped(),
                         QString::fromStdString(entry.note).toHtmlEscaped());
    }
    if (!list.isEmpty())
        list += tr("<p>packaging/run fetches them; or import the files here.</p>");
    m_list->setText(list);
}

QString importModel(const QString& file) {
    const std::filesystem::path path(file.toStdString());
    const auto digest = base::sha256OfFile(path);
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        if (entry.sha256 != digest)
            continue;
        const auto folder = models::ModelStore::standard().folders().front();
        std::error_code ignored;
        std::filesystem::create_directories(folder, ignored);
        QFile source(file);
        if (!source.open(QIODevice::ReadOnly))
            break;
        const QByteArray content = source.readAll();
        base::AtomicFile target(folder / entry.file);
        target.write(std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
        target.place(base::IfExists::replace);
        return QString::fromStdString(entry.name);
    }
    throw ModelFileError(ModelCard::tr("%1 isn't one of the models this program knows (or it is damaged).")
                             .arg(QFileInfo(file).fileName())
                             .toStdString());
}

} // namespace croquis::ui
