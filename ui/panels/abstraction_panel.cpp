// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/abstraction_panel.hpp"

#include "models/model_catalogue.hpp"
#include "ui/panels/bounded_box.hpp"
#include "ui/panels/more_section.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/strokes_slider.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/style/icons.hpp"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <array>

namespace croquis::ui {
namespace {

/// A model's name; of a file, that without its folders.
QString shortName(const std::string& model) {
    const QString name = QString::fromStdString(model);
    return models::ModelCatalogue::builtIn().lookUp(model) != nullptr ? name : QFileInfo(name).fileName();
}

} // namespace

AbstractionPanel::AbstractionPanel(SketchDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 6);
    layout->setSpacing(2);
    layout->addLayout(headingRow(tr("ABSTRACTION"), tr("redraws")));
    addBreath(*layout, 8);
    m_slider = new StrokesSlider;
    connect(m_slider, &StrokesSlider::strokesChosen, this, [this](int strokes, int drag) {
        RunSettings settings = m_document.settings();
        settings.strokes = strokes;
        change(settings, tr("Number of strokes"), drag);
    });
    layout->addWidget(m_slider);
    addBreath(*layout);
    layout->addLayout(makeQualities());
    addBreath(*layout, 6);
    layout->addWidget(new MoreSection(QStringLiteral("abstraction"), tr("More"),
                                      tr("Seed, seeds together, device and model"), makeMore()));
    connect(&document, &SketchDocument::settingsChanged, this, &AbstractionPanel::settingsChanged);
    settingsChanged();
}

QLayout* AbstractionPanel::makeQualities() {
    auto* row = new QHBoxLayout;
    m_qualities = new QButtonGroup(this);
    const std::array<std::pair<QString, QString>, 3> names{
        {{tr("Draft"), tr("Quick: about two seconds")},
         {tr("Normal"), tr("The usual quality")},
         {tr("Fine"), tr("More iterations, seen through more views")}}};
    std::array<QToolButton*, 3> buttons{};
    for (std::size_t k = 0; k < names.size(); ++k) {
        auto* button = buttons[k] = new QToolButton;
        button->setText(names[k].first);
        button->setCheckable(true);
        button->setObjectName(QStringLiteral("quality%1").arg(k));
        name(button, tr("Quality: %1").arg(button->text()), names[k].second);
        m_qualities->addButton(button, static_cast<int>(k));
    }
    row->addWidget(new QLabel(tr("Quality")));
    row->addStretch();
    row->addWidget(segments({buttons[0], buttons[1], buttons[2]}));
    connect(m_qualities, &QButtonGroup::idClicked, this, [this](int quality) {
        RunSettings settings = m_document.settings();
        settings.quality = static_cast<optimise::Quality>(quality);
        change(settings, tr("Quality"));
    });
    return row;
}

QLayout* AbstractionPanel::makeMore() {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    m_seed = new QLineEdit;
    m_seed->setObjectName(QStringLiteral("seedField"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,18}")), m_seed));
    m_seed->setToolTip(
        tr("Where strokes begin: the same seed gives the same sketch, another one another (Ctrl+R: a new one)"));
    form->addRow(buddyLabel(tr("See&d"), m_seed), m_seed);
    m_seeds = new BoundedBox<QSpinBox>;
    m_seeds->setObjectName(QStringLiteral("seedsBox"));
    m_seeds->setRange(1, 16);
    m_seeds->setKeyboardTracking(false);
    m_seeds->setToolTip(tr("Draws this many sketches together and keeps the best"));
    form->addRow(buddyLabel(tr("Seeds &together"), m_seeds), m_seeds);
    m_recipe = new QComboBox;
    m_recipe->setObjectName(QStringLiteral("recipeBox"));
    m_recipe->addItem(tr("Croquis"), QStringLiteral("default"));
    m_recipe->addItem(tr("CLIPasso, as in the paper"), QStringLiteral("clipasso"));
    m_recipe->setToolTip(tr("CLIPasso draws as the paper does and takes its time; it needs CLIP (File, Models)"));
    form->addRow(buddyLabel(tr("Rec&ipe"), m_recipe), m_recipe);
    m_autoStart = new QCheckBox(tr("Draw by itself"));
    m_autoStart->setObjectName(QStringLiteral("autoStart"));
    name(m_autoStart, m_autoStart->text(), tr("Begin as soon as there is a photo, and again when a setting changes"));
    auto* engine = new QToolButton;
    engine->setObjectName(QStringLiteral("engineButton"));
    engine->setText(tr("Device, model..."));
    engine->setIcon(lineIcon(QStringLiteral("settings")));
    engine->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    name(engine, tr("Device and model"), tr("Which processor and which network draw (Ctrl+,)"));
    form->addRow(makeRestored());
    form->addRow(m_autoStart);
    form->addRow(engine);
    connect(m_seed, &QLineEdit::editingFinished, this, [this] {
        RunSettings settings = m_document.settings();
        settings.seed = m_seed->text().toULongLong();
        change(settings, tr("Seed"));
    });
    connect(m_seeds, &QSpinBox::valueChanged, this, [this](int seeds) {
        RunSettings settings = m_document.settings();
        settings.seeds = seeds;
        change(settings, tr("Seeds together"));
    });
    connect(m_recipe, &QComboBox::activated, this, [this] {
        const auto recipe = m_recipe->currentData().toString().toStdString();
        if (recipe == m_document.settings().recipe)
            return;
        if (!m_recipeGuard || m_recipeGuard(recipe))
            change(withRecipe(m_document.settings(), recipe), tr("Recipe"));
        else
            settingsChanged(); // what the box shows is what there is
    });
    connect(m_autoStart, &QCheckBox::toggled, this, &AbstractionPanel::autoStartChanged);
    connect(engine, &QToolButton::clicked, this, &AbstractionPanel::engineSettingsRequested);
    return form;
}

/// What a restored sketch was drawn with besides, and a way to be rid of it.
QWidget* AbstractionPanel::makeRestored() {
    m_restored = new QWidget;
    m_restored->setObjectName(QStringLiteral("restoredSettings"));
    auto* row = new QHBoxLayout(m_restored);
    row->setContentsMargins(0, 0, 0, 0);
    m_restoredText = new QLabel;
    m_restoredText->setWordWrap(true);
    auto* forget = new QToolButton;
    forget->setObjectName(QStringLiteral("forgetRestored"));
    forget->setText(tr("Forget"));
    name(forget, tr("Forget what the restored sketch was drawn with besides"));
    row->addWidget(m_restoredText, 1);
    row->addWidget(forget, 0, Qt::AlignTop);
    connect(forget, &QToolButton::clicked, this, [this] {
        RunSettings settings = m_document.settings();
        settings.set.clear();
        settings.saliencyModel.clear();
        change(settings, tr("Forget a sketch's settings"));
    });
    return m_restored;
}

void AbstractionPanel::change(const RunSettings& settings, const QString& text, int drag) {
    if (!(settings == m_document.settings()))
        m_document.undoStack().push(new SettingsCommand(m_document, settings, text, drag));
}

void AbstractionPanel::stepTick(bool up) {
    RunSettings settings = m_document.settings();
    settings.strokes = StrokesSlider::nextTick(settings.strokes, up);
    change(settings, tr("Number of strokes"));
}

void AbstractionPanel::setAutoStart(bool automatic) {
    m_autoStart->setChecked(automatic);
}

void AbstractionPanel::settingsChanged() {
    const RunSettings& settings = m_document.settings();
    const QSignalBlocker seed(m_seed), seeds(m_seeds);
    if (m_slider->strokes() != settings.strokes)
        m_slider->setStrokes(settings.strokes);
    m_qualities->button(static_cast<int>(settings.quality))->setChecked(true);
    m_seed->setText(QString::number(settings.seed));
    m_seeds->setValue(settings.seeds);
    m_recipe->setCurrentIndex(m_recipe->findData(QString::fromStdString(settings.recipe)));
    QStringList besides;
    for (const auto& constant : settings.set)
        besides += QString::fromStdString(constant);
    QString text = besides.join(QLatin1Char(','));
    if (!settings.saliencyModel.empty())
        text += (text.isEmpty() ? QString() : QStringLiteral("; ")) +
                tr("strokes begin where %1 says").arg(shortName(settings.saliencyModel));
    m_restoredText->setText(tr("Out of a sketch: %1").arg(text));
    m_restored->setVisible(!text.isEmpty());
}

} // namespace croquis::ui
