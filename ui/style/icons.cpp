// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.hpp"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <utility>

namespace croquis::ui {
namespace {

class LineIconEngine final : public QIconEngine {
  public:
    LineIconEngine(QString name, QPalette::ColorRole role) : m_name(std::move(name)), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const double ratio = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/, qreal ratio) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = QGuiApplication::palette().color(group, m_role);
        const QString key =
            QStringLiteral("croquis/%1/%2x%3/%4").arg(m_name).arg(size.width()).arg(size.height()).arg(colour.rgba());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = QPixmap(size);
            pixmap.fill(Qt::transparent);
            QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
            if (file.open(QIODevice::ReadOnly)) {
                QByteArray svg = file.readAll();
                svg.replace("#000000", colour.name().toLatin1());
                QPainter painter(&pixmap);
                QSvgRenderer(svg).render(&painter);
            }
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }
    QIconEngine* clone() const override { return new LineIconEngine(*this); }

  private:
    QString m_name;
    QPalette::ColorRole m_role;
};

} // namespace

QIcon lineIcon(const QString& name, QPalette::ColorRole role) {
    return QIcon(new LineIconEngine(name, role));
}

QIcon applicationIcon() {
    return QIcon(QStringLiteral(":/icons/croquis.svg"));
}

} // namespace croquis::ui
