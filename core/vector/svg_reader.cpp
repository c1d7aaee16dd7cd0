// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_reader.hpp"
#include "vector/svg_captions.hpp"

#include "base/error.hpp"
#include "vector/file_content.hpp"
#include "vector/svg_path_data.hpp"
#include "vector/svg_shapes.hpp"
#include "vector/svg_style.hpp"
#include "vector/svg_values.hpp"
#include "vector/svg_viewport.hpp"
#include "vector/svg_writer.hpp"
#include "vector/svg_xml.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <cmath>
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

/// True when the prefix of a name at an element, its own or an attribute's, stands for our namespace there.
bool isOurs(const pugi::xml_node& element, std::string_view name) {
    const std::size_t colon = name.find(':');
    const std::string declaration =
        colon == std::string_view::npos ? "xmlns" : fmt::format("xmlns:{}", name.substr(0, colon));
    for (pugi::xml_node node = element; node; node = node.parent())
        if (const pugi::xml_attribute attribute = node.attribute(declaration.c_str()))
            return std::string_view(attribute.value()) == kProvenanceNamespace;
    return false;
}

/// An attribute of our namespace; nothing where there is none.
pugi::xml_attribute oursOf(const pugi::xml_node& element, std::string_view local) {
    for (const pugi::xml_attribute& attribute : element.attributes()) {
        const std::string_view name = attribute.name();
        if (name.size() > local.size() && name.ends_with(local) && name[name.size() - local.size() - 1] == ':' &&
            isOurs(element, name))
            return attribute;
    }
    return {};
}

bool hasOurs(const pugi::xml_node& element, std::string_view local) {
    return !oursOf(element, local).empty();
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

    SvgDocument take(SvgLosses more) {
        m_losses.add(m_sheet.losses());
        m_losses.add(more);
        m_document.notices = m_losses.sentences();
        return std::move(m_document);
    }

  private:
    struct Frame {
        Affine pageFromUser;
        Point size; ///< 100%, user units
        SvgStyle style;
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
    }

    void children(const pugi::xml_node& parent, const Frame& frame, int depth) {
        if (depth > kMaximumDepth)
            throw tooDeep();
        for (const pugi::xml_node& child : parent.children())
            if (child.type() == pugi::node_element)
                element(child, frame, depth);
    }

    /// @param user  the use that stands for it, if one does.
    void element(const pugi::xml_node& node, const Frame& outer, int depth, const pugi::xml_node& user = {}) {
        if (m_uses > 0 && ++m_visits > kMaximumVisits)
            throw ExportError("it draws more than 2 million elements through use");
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
        Frame frame{outer.pageFromUser, outer.size, styleOf(node, outer.style, m_sheet, outer.size)};
        if (name == "g" && hasOurs(node, kLinesAttribute))
            frame.style.displayed = true;
        if (!frame.style.displayed || (name == "g" && hasOurs(node, kMarksAttribute)))
            return;
        frame.pageFromUser = frame.pageFromUser * frame.style.transform;
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
                enterLayer({labelOf(node), 0, oursOf(node, kLayerBrushAttribute).value()});
            children(node, frame, depth + 1);
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
        if (depth > kMaximumDepth)
            throw tooDeep();
        frame.pageFromUser =
            frame.pageFromUser * Affine{1, 0, 0, 1, lengthOf(use, "x", frame.size.x), lengthOf(use, "y", frame.size.y)};
        const bool outermost = m_uses++ == 0;
        if (outermost)
            m_useId = idOf(use);
        element(found->second, frame, depth + 1, use);
        --m_uses;
    }

    static ExportError tooDeep() {
        return ExportError(fmt::format("it is nested more than {} levels deep", kMaximumDepth));
    }

    static std::string idOf(const pugi::xml_node& node) {
        return std::string(node.attribute("id").value()).substr(0, kMaximumIdBytes);
    }

    /// An element that is used has the id of the outermost use before its own, none where that has none, so that none
    /// stands twice.
    std::string strokeIdOf(const pugi::xml_node& node) const {
        const std::string id = idOf(node);
        if (m_uses == 0)
            return id;
        return m_useId.empty() || id.empty() ? m_useId : fmt::format("{}.{}", m_useId, id);
    }

    void shape(const pugi::xml_node& node, std::string_view name, const Frame& frame) {
        const std::size_t first = m_curves.size();
        CurvePen pen(m_curves);
        try {
            drawShape(node, name, frame.size, pen);
        } catch (const ExportError& error) {
            const std::string id = idOf(node);
            throw ExportError(id.empty() ? fmt::format("in a <{}> {}", name, error.what())
                                         : fmt::format("in the <{}> \"{}\" {}", name, id, error.what()));
        }
        const std::string id = strokeIdOf(node);
        const SvgStyle& style = frame.style;
        geometry::Stroke stroke;
        stroke.width = style.strokeWidth *
                       (style.isScaled ? std::sqrt(std::abs(frame.pageFromUser.determinant())) : m_pageFromScreen);
        stroke.colour = *style.stroke;
        stroke.opacity = style.strokeAlpha * style.strokeOpacity * style.opacity;
        if (!(stroke.width <= kFarthest))
            throw ExportError("it has a stroke far wider than its page");
        for (std::size_t i = first; i < m_curves.size(); ++i) {
            stroke.curve = frame.pageFromUser(m_curves[i]);
            for (const Point p : stroke.curve.points)
                if (!(std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest))
                    throw ExportError("it has a point that isn't finite or lies far outside its page");
            const bool alone = m_curves.size() - first == 1;
            stroke.id = alone || id.empty() ? id : fmt::format("{}.{}", id, i - first + 1);
            if (i > first && m_curves[i].points[0] == m_curves[i - 1].points[3])
                ++m_document.runs.back();
            else
                m_document.runs.push_back(1);
            m_document.sketch.strokes.push_back(stroke);
        }
    }

    /// Of the strokes beside a brush's marks: that of the marks.
    static std::string labelOf(const pugi::xml_node& layer) {
        std::string_view label = layer.attribute("inkscape:label").value();
        if (label.ends_with(kLinesEnding) && hasOurs(layer, kLinesAttribute))
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
            if (!isOurs(child, name))
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
    int m_uses = 0;                                                ///< that one is inside of
    int m_visits = 0;                                              ///< of elements inside of one
    std::string m_useId;                                           ///< of the outermost
    SvgLayer m_layer;                                              ///< the innermost
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
