// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_store.hpp"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <memory>

class QWidget;

namespace croquis::ui {

class MessageBar;
class ModelTasks;
class ModelsDialog;

/// The window's way to the models: their dialog, and the one offer to fetch CLIP. The thread that does the work is made
/// when it is first needed.
class ModelsDoor final : public QObject {
    Q_OBJECT

  public:
    ModelsDoor(QWidget* window, MessageBar& message, models::ModelStore store = models::ModelStore::standard(),
               const models::ModelCatalogue& catalogue = models::ModelCatalogue::builtIn());
    ~ModelsDoor() override;

    /// Opens the dialog, or brings it to the front.
    void open();
    /// Fetches models of the catalogue, one after the other. A dialog that is opened for it goes when all are there.
    void fetch(const QStringList& names);
    /// Takes over a model file; likewise.
    void import(const QString& file);
    /// Says in one sentence that CLIP can be fetched, until the person takes that up or closes it, or the program ends:
    /// then never again. Not where it is there already, and not in place of another message.
    void offerClip();
    /// The message is this offer.
    bool isOffering() const;
    /// Takes away the window's message unless it is this offer: what comes next leaves it, or has one of its own.
    void clearMessage();

  Q_SIGNALS:
    /// A model was fetched or imported and is good.
    void arrived(const QString& model);

  private:
    ModelTasks& tasks();
    void show();
    /// What the dialog was opened for may be done.
    void closeWhenDone(const QString& what, bool good);
    bool isOpen() const;

    QWidget* m_window;
    MessageBar& m_message;
    models::ModelStore m_store;
    const models::ModelCatalogue& m_catalogue;
    std::unique_ptr<ModelTasks> m_tasks;
    QPointer<ModelsDialog> m_dialog; ///< the window's child
    QString m_offer;                 ///< its sentence, once made
    bool m_offers = false;           ///< it was made since the start, and not answered
    QStringList m_awaited;           ///< what the dialog was opened for; empty: the person has it open. "": an import
};

} // namespace croquis::ui
