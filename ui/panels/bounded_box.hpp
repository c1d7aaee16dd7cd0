// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <QValidator>

#include <algorithm>
#include <optional>

class QFocusEvent;
class QWidget;

namespace croquis::ui {

/// Tells below the field that what was typed was too small or too large.
void tellBounds(QWidget& field, const QString& least, const QString& most);

/// A field for a number that takes what is typed beyond its bounds for the nearest bound, and says so; Qt's own drops
/// the digits that lead beyond them, so that 999 becomes 99.
/// @tparam Box  QSpinBox or QDoubleSpinBox.
template <typename Box>
class BoundedBox final : public Box {
  public:
    using Box::Box;

    QValidator::State validate(QString& text, int& position) const override {
        const auto state = Box::validate(text, position);
        return state == QValidator::Invalid && isBeyond(numberIn(text)) ? QValidator::Intermediate : state;
    }
    void fixup(QString& text) const override {
        const auto typed = numberIn(text);
        if (!isBeyond(typed))
            return Box::fixup(text);
        const double nearest =
            std::clamp(*typed, static_cast<double>(this->minimum()), static_cast<double>(this->maximum()));
        text = worded(static_cast<Value>(nearest));
        // What stands for a word is no number that anybody could type.
        const Value least = this->specialValueText().isEmpty() ? this->minimum() : std::max(this->minimum(), Value(0));
        tellBounds(const_cast<BoundedBox&>(*this), worded(least), worded(this->maximum()));
    }

  protected:
    void focusOutEvent(QFocusEvent* event) override {
        if (!this->hasAcceptableInput()) // where each digit counts at once nothing waits to be taken over
            this->interpretText();
        Box::focusOutEvent(event);
    }

  private:
    using Value = decltype(Box().value());
    static constexpr double kMostTyped = 1e6; ///< a slip of the hand ends somewhere

    QString worded(Value value) const { return this->prefix() + this->textFromValue(value) + this->suffix(); }
    bool isBeyond(std::optional<double> number) const {
        return number && *number >= 0 && *number < kMostTyped &&
               (*number < this->minimum() || *number > this->maximum());
    }
    std::optional<double> numberIn(QString text) const {
        if (text.startsWith(this->prefix()))
            text.remove(0, this->prefix().size());
        if (text.endsWith(this->suffix()))
            text.chop(this->suffix().size());
        bool good = false;
        const double number = this->locale().toDouble(text.trimmed(), &good);
        return good ? std::optional(number) : std::nullopt;
    }
};

} // namespace croquis::ui
