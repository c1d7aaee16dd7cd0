// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/model_box.hpp"

#include "models/model_store.hpp"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr int kMostLetters = 24; // of the box; longer names are cut there, not in the list

} // namespace

ModelBox::ModelBox(Role role, const QString& standard, const QStringList& files) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(kMostLetters);
    addItem(standard, QString());
    const auto store = models::ModelStore::standard();
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        if (entry.role != models::ModelRole::perceptual || (role == Role::observer && entry.isDefault))
            continue;
        const auto presence = store.presence(entry);
        const auto label = presence.sizeFits ? QStringLiteral("%1")
                           : presence.file   ? tr("%1 (damaged)")
                                             : tr("%1 (not installed)");
        addItem(label.arg(QString::fromStdString(entry.name)), QString::fromStdString(entry.name));
    }
    addItem(tr("Other file...")); // without data
    for (const auto& file : files)
        if (QFileInfo(file).isFile())
            addFile(file);
    connect(this, &QComboBox::activated, this, [this](int index) {
        if (itemData(index).isValid())
            m_chosen = index;
        else
            askForFile();
    });
}

int ModelBox::addFile(const QString& file) {
    if (const int known = findData(file); known >= 0)
        return known;
    const QFileInfo info(file);
    const bool isTwice = findText(info.fileName()) >= 0;
    const int index = count() - 1;
    insertItem(index, isTwice ? QDir::toNativeSeparators(file) : info.fileName(), file);
    setItemData(index, QDir::toNativeSeparators(file), Qt::ToolTipRole);
    return index;
}

void ModelBox::askForFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Choose a weights file"), QFileInfo(itemData(m_chosen).toString()).path(),
                                     tr("Weights (*.pt *.pth *.bin *.safetensors);;All files (*)"));
    if (!file.isEmpty())
        m_chosen = addFile(file);
    setCurrentIndex(m_chosen);
}

void ModelBox::choose(const std::string& model) {
    const QString name = QString::fromStdString(model);
    const int known = findData(name);
    m_chosen = known >= 0 ? known : addFile(name);
    setCurrentIndex(m_chosen);
}

std::string ModelBox::model() const {
    return currentData().toString().toStdString();
}

} // namespace croquis::ui
