// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_reader.hpp"
#include "vector/svg_captions.hpp"

#include "base/error.hpp"
#include "vector/file_content.hpp"
#include "vector/svg_brushed.hpp"
#include "vector/svg_path_data.hpp"
#include "vector/svg_shapes.hpp"
#include "vector/svg_style.hpp"
#include "vector/svg_values.hpp"
#include "vector/svg_viewport.hpp"
#include "vector/svg_writer.hpp"
#include "vector/svg_xml.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <unordered_map>

namespace croquis::vector {
namespace {

using geometry::Affine;
using geometry::Point;

constexpr int kMaximumDepth = 128;
constexpr int kMaximumVisits = 2'000'000; // elements drawn through use
constexpr double kFarthest = 1e7;
constexpr std::size_t kMaximumIdBytes = 128;

/// The text of an element, CDATA included, its children's left out.
std::string textIn(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node& child : element.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
    return text;
}

/// Of a <switch>: its first child that this reader and a reader of English may show.
pugi::xml_node chosenOf(const pugi::xml_node& parent) {
    const auto isEnglish = [](std::string_view languages) {
        for (; !languages.empty();) {
            const auto [language, rest] = splitOnce(languages, ',');
            if (language == "en" || language.starts_with("en-"))
                return true;
            languages = rest;
        }
        return false;
    };
    for (const pugi::xml_node& child : parent.children()) {
        const pugi::xml_attribute language = child.attribute("systemLanguage");
        if (child.type() == pugi::node_element && !child.attribute("requiredExtensions") &&
            (!language || isEnglish(language.value())))
            return child;
    }
    return {};
}

/// By a tenth or more: a stroke then has another width in each direction.
bool isStretched(const Affine& m) {
    constexpr double kRatio = 1.1; // of the singular values; (k + 1 / k) / 2 of it by their squares' sum and product
    return m.a * m.a + m.b * m.b + m.c * m.c + m.d * m.d > (kRatio + 1 / kRatio) * std::abs(m.determinant());
}

/// The lines turn between two curves so that one sees what kind of corner it is.
bool isCorner(const geometry::CubicBezier& before, const geometry::CubicBezier& after) {
    constexpr double kCosine = 0.985; // 10 degrees
    const auto direction = [](Point from, std::initializer_list<Point> to) {
        for (const Point p : to)
            if (const double far = length(p - from); far > 1e-9)
                return 1 / far * (p - from);
        return Point();
    };
    const auto& p = before.points;
    const auto& q = after.points;
    const Point arriving = direction(p[3], {p[2], p[1], p[0]}), leaving = direction(q[0], {q[1], q[2], q[3]});
    const bool isDot = arriving == Point() || leaving == Point();
    return !isDot && -(arriving.x * leaving.x + arriving.y * leaving.y) < kCosine;
}

/// One walk over a document.
class Walk {
  public:
    /// @param root  the svg element.
    explicit Walk(const pugi::xml_node& root) {
        const std::string_view name = root.name();
        const std::size_t colon = name.find(':');
        m_prefix = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon + 1);
        const SvgPage page = pageOf(root);
        m_document.sketch.width = page.width;
        m_document.sketch.height = page.height;
        m_document.inMillimetres = page.inMillimetres;
        m_pageFromScreen = page.inMillimetres ? 1 / kPixelsPerMm : 1;
        readStyleSheetsAndIds(root);
        Frame top{page.pageFromUser, page.userSize, styleOf(root, {}, m_sheet, page.userSize)};
        if (!(top.style.transform == Affine()))
            top.style.losses.add(SvgLoss::transforms);
        children(root, top, 1);
    }

    /// @throws ExportError as what it met first, where nothing but damage was there.
    SvgDocument take(SvgLosses more) {
        if (m_damaged > 0 && m_document.sketch.strokes.empty())
            throw ExportError(m_damage);
        m_losses.add(m_sheet.losses());
        m_losses.add(more);
        m_document.notices = m_losses.sentences();
        if (m_damaged > 0)
            m_document.notices.push_back(
                m_damaged == 1
                    ? fmt::format("A damaged element is left out: {}.", m_damage)
                    : fmt::format("{} damaged elements are left out, the first because {}.", m_damaged, m_damage));
        if (m_cut > 0)
            m_document.notices.push_back(
                m_cut == 1 ? fmt::format("A damaged path is drawn as far as it is whole: {}.", m_cutDamage)
                           : fmt::format("{} damaged paths are drawn as far as they are whole, the first because {}.",
                                         m_cut, m_cutDamage));
        return std::move(m_document);
    }

  private:
    struct Frame {
        Affine pageFromUser;
        Point size; ///< 100%, user units
        SvgStyle style;
        bool hidden = false; ///< a centre line whose marks stand for it
    };

    /// The name of an SVG element without the prefix its root has; empty for one of another namespace.
    std::string_view localName(const pugi::xml_node& element) const {
        std::string_view name = element.name();
        if (!name.starts_with(m_prefix))
            return {};
        name.remove_prefix(m_prefix.size());
        return name.find(':') == std::string_view::npos ? name : std::string_view();
    }

    /// They hold for all elements, wherever they stand.
    void readStyleSheetsAndIds(const pugi::xml_node& root) {
        root.find_node([this](const pugi::xml_node& node) {
            if (node.type() == pugi::node_element && localName(node) == "style")
                m_sheet.add(textIn(node));
            if (const pugi::xml_attribute id = node.attribute("id"))
                m_withId.try_emplace(id.value(), node);
            return false;
        });
        root.find_node([this](const pugi::xml_node& node) { // with all of the sheets
            if (node.type() == pugi::node_element && !strokeOfMarks(node).empty())
                m_brushed.add(node, m_sheet);
            return false;
        });
    }

    void children(const pugi::xml_node& parent, const Frame& frame, int depth) {
        if (depth > kMaximumDepth)
            throw tooDeep();
        for (const pugi::xml_node& child : parent.children())
            if (child.type() == pugi::node_element)
                unlessDamaged(child, frame, depth);
    }

    /// What is damaged is left out, all below it too, and the rest is read.
    void unlessDamaged(const pugi::xml_node& node, const Frame& frame, int depth) {
        try {
            element(node, frame, depth);
        } catch (const SvgLimit&) {
            throw;
        } catch (const ExportError& error) {
            if (m_damaged++ == 0)
                m_damage = error.what();
        }
    }

    /// @param user  the use that stands for it, if one does.
    void element(const pugi::xml_node& node, const Frame& outer, int depth, const pugi::xml_node& user = {}) {
        if (!m_uses.empty() && ++m_visits > kMaximumVisits)
            throw SvgLimit("it draws more than 2 million elements through use");
        const std::string_view name = localName(node);
        if (name == "metadata") {
            metadata(node);
            return;
        }
        if (depth == 1 && (name == "title" || name == "desc")) {
            (name == "title" ? m_document.title : m_document.description) = textIn(node);
            return;
        }
        const bool inner = name == "svg" || (name == "symbol" && user);
        const bool container = inner || name == "g" || name == "a" || name == "switch";
        if (!container && name != "use" && name != "path" && name != "line" && name != "polyline" &&
            name != "polygon" && name != "rect" && name != "circle" && name != "ellipse" && name != "text")
            return;
        Frame frame{outer.pageFromUser, outer.size, styleOf(node, outer.style, m_sheet, outer.size), outer.hidden};
        if (name == "g" && ourAttribute(node, kLinesAttribute)) {
            frame.hidden = !frame.style.displayed;
            frame.style.displayed = true;
        }
        if (!frame.style.displayed)
            return;
        frame.pageFromUser = frame.pageFromUser * frame.style.transform;
        if (const std::string_view stroke = strokeOfMarks(node); name == "g" && !stroke.empty())
            return m_brushed.place(stroke, frame.pageFromUser);
        if (inner) {
            const SvgInnerFrame placed = innerFrameOf(node, outer.size, user);
            frame.pageFromUser = frame.pageFromUser * placed.parentFromUser;
            frame.size = placed.userSize;
        }
        if (name == "use") {
            used(node, frame, depth);
        } else if (container) {
            if (std::string_view(node.attribute("inkscape:label").value()) == kPaperLabel)
                paper(node);
            else if (std::string_view(node.attribute("inkscape:label").value()) == kCaptionsLabel)
                m_document.captions = captionsIn(node, frame.pageFromUser, m_sheet);
            const bool isLayer = std::string_view(node.attribute("inkscape:groupmode").value()) == "layer";
            const SvgLayer outerLayer = m_layer;
            if (isLayer)
                enterLayer({labelOf(node), 0, ourAttribute(node, kLayerBrushAttribute).value()});
            if (name != "switch")
                children(node, frame, depth + 1);
            else if (const pugi::xml_node chosen = chosenOf(node))
                unlessDamaged(chosen, frame, depth + 1);
            if (isLayer)
                enterLayer(outerLayer);
        } else if (frame.style.paints()) {
            m_losses.add(frame.style.allLosses());
            if (name == "text")
                m_losses.add(SvgLoss::text);
            else
                shape(node, name, frame);
        }
    }

    /// The element of this document that a use stands for; those of other files are left out.
    void used(const pugi::xml_node& use, Frame frame, int depth) {
        const pugi::xml_attribute plain = use.attribute("href");
        const std::string_view reference = trimmed((plain ? plain : use.attribute("xlink:href")).value());
        const auto found = reference.starts_with('#') ? m_withId.find(reference.substr(1)) : m_withId.end();
        if (found == m_withId.end())
            return;
        if (isCircular(use, found->second))
            return m_losses.add(SvgLoss::circles);
        if (depth > kMaximumDepth)
            throw tooDeep();
        frame.pageFromUser =
            frame.pageFromUser * Affine{1, 0, 0, 1, lengthOf(use, "x", frame.size.x), lengthOf(use, "y", frame.size.y)};
        if (m_uses.empty())
            m_useId = idOf(use);
        m_uses.push_back(found->second);
        try {
            element(found->second, frame, depth + 1, use);
        } catch (...) {
            m_uses.pop_back();
            throw;
        }
        m_uses.pop_back();
    }

    /// It would be inside of itself.
    bool isCircular(const pugi::xml_node& use, const pugi::xml_node& used) const {
        if (std::ranges::find(m_uses, used) != m_uses.end())
            return true;
        for (pugi::xml_node node = use; node; node = node.parent())
            if (node == used)
                return true;
        return false;
    }

    static SvgLimit tooDeep() { return SvgLimit(fmt::format("it is nested more than {} levels deep", kMaximumDepth)); }

    static std::string idOf(const pugi::xml_node& node) {
        return std::string(node.attribute("id").value()).substr(0, kMaximumIdBytes);
    }

    /// An element that is used has the id of the outermost use before its own, none where that has none, so that none
    /// stands twice.
    std::string strokeIdOf(const pugi::xml_node& node) const {
        const std::string id = idOf(node);
        if (m_uses.empty())
            return id;
        return m_useId.empty() || id.empty() ? m_useId : fmt::format("{}.{}", m_useId, id);
    }

    void shape(const pugi::xml_node& node, std::string_view name, const Frame& frame) {
        if (frame.hidden && !m_brushed.show(idOf(node)))
            return m_losses.add(SvgLoss::deletedMarks);
        const std::size_t first = m_curves.size();
        CurvePen pen(m_curves);
        try {
            drawShape(node, name, pathDataOf(node, m_sheet), frame.size, pen);
        } catch (const SvgLimit&) {
            throw;
        } catch (const ExportError& error) {
            const std::string id = idOf(node);
            const std::string damage = id.empty() ? fmt::format("in a <{}> {}", name, error.what())
                                                  : fmt::format("in the <{}> \"{}\" {}", name, id, error.what());
            const bool isCut = name == "path" || name == "polyline" || name == "polygon";
            if (!isCut || m_curves.size() == first) {
                m_curves.resize(first);
                throw ExportError(damage);
            }
            if (m_cut++ == 0) // as SVG has it: drawn up to there
                m_cutDamage = damage;
        }
        const std::string id = strokeIdOf(node);
        const SvgStyle& style = frame.style;
        if (frame.pageFromUser.determinant() == 0) { // as SVG has it: drawn not at all
            m_curves.resize(first);
            return;
        }
        geometry::Stroke stroke;
        stroke.width = style.strokeWidth *
                       (style.isScaled ? std::sqrt(std::abs(frame.pageFromUser.determinant())) : m_pageFromScreen);
        stroke.colour = *style.stroke;
        stroke.opacity = style.strokeAlpha * style.strokeOpacity * style.opacity;
        if (!(stroke.width <= kFarthest))
            throw ExportError("it has a stroke far wider than its page");
        for (std::size_t i = first; i < m_curves.size(); ++i)
            for (const Point p : frame.pageFromUser(m_curves[i]).points)
                if (!(std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest))
                    throw ExportError("it has a point that isn't finite or lies far outside its page");
        if (frame.hidden && m_brushed.differ(idOf(node), stroke.colour, frame.pageFromUser))
            m_losses.add(SvgLoss::editedMarks);
        tellOfShape(frame, stroke.width, first);
        for (std::size_t i = first; i < m_curves.size(); ++i) {
            stroke.curve = frame.pageFromUser(m_curves[i]);
            const bool alone = m_curves.size() - first == 1;
            stroke.id = alone || id.empty() ? id : fmt::format("{}.{}", id, i - first + 1);
            if (i > first && m_curves[i].points[0] == m_curves[i - 1].points[3])
                ++m_document.runs.back();
            else
                m_document.runs.push_back(1);
            m_document.sketch.strokes.push_back(stroke);
        }
    }

    /// Strokes have one width, end and turn round. @param first  of the curves of a shape.
    void tellOfShape(const Frame& frame, double width, std::size_t first) {
        const SvgStyle& style = frame.style;
        constexpr double kSeenMm = 1;
        if (!(width > kSeenMm * (m_document.inMillimetres ? 1 : kPixelsPerMm)))
            return;
        if (style.isScaled && isStretched(frame.pageFromUser))
            m_losses.add(SvgLoss::stretched);
        const auto joins = [this](std::size_t i, std::size_t k) {
            return m_curves[i].points[3] == m_curves[k].points[0];
        };
        for (std::size_t begin = first, end = first; begin < m_curves.size(); begin = end) {
            for (end = begin + 1; end < m_curves.size() && joins(end - 1, end); ++end)
                if (!style.hasRoundCorners && isCorner(m_curves[end - 1], m_curves[end]))
                    m_losses.add(SvgLoss::corners);
            const bool closed = joins(end - 1, begin);
            if (!closed && !style.hasRoundEnds)
                m_losses.add(SvgLoss::ends);
            if (closed && !style.hasRoundCorners && isCorner(m_curves[end - 1], m_curves[begin]))
                m_losses.add(SvgLoss::corners);
        }
    }

    /// Of the strokes beside a brush's marks: that of the marks.
    static std::string labelOf(const pugi::xml_node& layer) {
        std::string_view label = layer.attribute("inkscape:label").value();
        if (label.ends_with(kLinesEnding) && ourAttribute(layer, kLinesAttribute))
            label.remove_suffix(std::string_view(kLinesEnding).size());
        return std::string(label.substr(0, kMaximumIdBytes));
    }

    void enterLayer(SvgLayer layer) {
        m_layer = std::move(layer);
        m_layer.firstStroke = m_document.sketch.strokes.size();
        m_document.layers.push_back(m_layer);
    }

    void paper(const pugi::xml_node& layer) {
        for (const pugi::xml_node& child : layer.children())
            if (localName(child) == "rect")
                m_document.paper = fillOf(child, m_sheet);
    }

    void metadata(const pugi::xml_node& node) {
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = child.name();
            const std::string_view local = name.substr(name.find(':') + 1);
            if (!isOurName(child, name))
                continue;
            if (local == "provenance")
                m_document.provenanceJson = textIn(child);
            else if (local == "brush")
                m_document.brushJson = textIn(child);
            else if (local == kVaryWidthElement)
                m_document.varyWidth = textIn(child);
            else if (local == kVaryOpacityElement)
                m_document.varyOpacity = textIn(child);
            else if (local == kPaperTextureElement)
                m_document.paperTexture = textIn(child);
        }
    }

    std::string_view m_prefix;
    double m_pageFromScreen = 1; ///< page units a CSS pixel
    SvgStyleSheet m_sheet;
    SvgLosses m_losses;
    std::unordered_map<std::string_view, pugi::xml_node> m_withId; ///< the first of each
    std::vector<pugi::xml_node> m_uses;                            ///< what is used where one is, the outermost first
    int m_visits = 0;                                              ///< of elements inside of one
    std::string m_useId;                                           ///< of the outermost
    SvgLayer m_layer;                                              ///< the innermost
    BrushedMarks m_brushed;
    int m_damaged = 0;    ///< elements
    std::string m_damage; ///< of the first
    int m_cut = 0;        ///< paths that end where they are damaged
    std::string m_cutDamage;
    std::vector<geometry::CubicBezier> m_curves;
    SvgDocument m_document;
};

} // namespace

SvgDocument parseSvg(std::string_view content, const std::string& name) {
    try {
        pugi::xml_document document;
        loadSvgXml(document, content);
        SvgLosses more;
        if (content.find("<?xml-stylesheet") < content.size())
            more.add(SvgLoss::otherSheets);
        return Walk(document.document_element()).take(more);
    } catch (const ExportError& error) {
        throw ExportError(fmt::format("Couldn't read {}: {}.", name, error.what()));
    }
}

SvgDocument readSvg(const std::filesystem::path& file) {
    return parseSvg(readFileContent(file, kMaximumSvgBytes), file.string());
}

} // namespace croquis::vector
