// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_reader.hpp"
#include "vector/svg_captions.hpp"

#include "base/error.hpp"
#include "vector/file_content.hpp"
#include "vector/svg_brushed.hpp"
#include "vector/svg_left_out.hpp"
#include "vector/svg_metadata.hpp"
#include "vector/svg_strokes.hpp"
#include "vector/svg_style.hpp"
#include "vector/svg_switch.hpp"
#include "vector/svg_values.hpp"
#include "vector/svg_viewport.hpp"
#include "vector/svg_writer.hpp"
#include "vector/svg_xml.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace croquis::vector {
namespace {

using geometry::Affine;

constexpr int kMaximumDepth = 128;
constexpr int kMaximumVisits = 2'000'000; // elements drawn through use

/// What is a stroke, or left out and told.
bool isLeaf(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kLeaves{"path",   "line",    "polyline", "polygon", "rect",
                                                             "circle", "ellipse", "text",     "image"};
    return std::ranges::find(kLeaves, name) != kLeaves.end();
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
        readStyleSheetsAndIds(root);
        SvgFrame top{page.pageFromUser, page.userSize, styleOf(root, {}, m_sheet, page.userSize)};
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
        if (auto sentence = m_leftOut.sentence())
            m_document.notices.push_back(*std::move(sentence));
        if (m_damaged > 0)
            m_document.notices.push_back(
                m_damaged == 1
                    ? fmt::format("A damaged element is left out: {}.", m_damage)
                    : fmt::format("{} damaged elements are left out, the first because {}.", m_damaged, m_damage));
        m_strokes.tellOfCuts(m_document.notices);
        return std::move(m_document);
    }

  private:
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
                m_sheet.add(svgTextIn(node));
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

    void children(const pugi::xml_node& parent, const SvgFrame& frame, int depth) {
        if (depth > kMaximumDepth)
            throw tooDeep();
        for (const pugi::xml_node& child : parent.children())
            if (child.type() == pugi::node_element)
                unlessDamaged(child, frame, depth);
    }

    /// What is damaged is left out, all below it too, and the rest is read.
    void unlessDamaged(const pugi::xml_node& node, const SvgFrame& frame, int depth) {
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
    void element(const pugi::xml_node& node, const SvgFrame& outer, int depth, const pugi::xml_node& user = {}) {
        if (!m_uses.empty() && ++m_visits > kMaximumVisits)
            throw SvgLimit("it draws more than 2 million elements through use");
        const std::string_view name = localName(node);
        if (name == "metadata") {
            readSvgMetadata(node, m_document);
            return;
        }
        if (depth == 1 && (name == "title" || name == "desc")) {
            (name == "title" ? m_document.title : m_document.description) = svgTextIn(node);
            return;
        }
        const bool inner = name == "svg" || (name == "symbol" && user);
        const bool container = inner || name == "g" || name == "a" || name == "switch";
        if (!container && name != "use" && !isLeaf(name))
            return;
        SvgFrame frame{outer.pageFromUser, outer.size, styleOf(node, outer.style, m_sheet, outer.size), outer.hidden,
                       outer.isPageOfOurs};
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
            const std::string_view label = node.attribute("inkscape:label").value();
            frame.isPageOfOurs = frame.isPageOfOurs || label == kPaperLabel || label == kCaptionsLabel;
            if (label == kPaperLabel)
                paper(node);
            else if (label == kCaptionsLabel)
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
        } else if (name == "image" || !frame.style.paints()) {
            if (!frame.isPageOfOurs)
                m_leftOut.add(node, name, frame.style, m_sheet);
        } else {
            m_losses.add(frame.style.allLosses());
            if (name == "text")
                m_losses.add(SvgLoss::text);
            else
                m_strokes.add(node, name, frame, strokeIdOf(node));
        }
    }

    /// The element of this document that a use stands for; those of other files are left out.
    void used(const pugi::xml_node& use, SvgFrame frame, int depth) {
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
            m_useId = svgIdOf(use);
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

    /// An element that is used has the id of the outermost use before its own, none where that has none, so that none
    /// stands twice.
    std::string strokeIdOf(const pugi::xml_node& node) const {
        const std::string id = svgIdOf(node);
        if (m_uses.empty())
            return id;
        return m_useId.empty() || id.empty() ? m_useId : fmt::format("{}.{}", m_useId, id);
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

    std::string_view m_prefix;
    SvgStyleSheet m_sheet;
    SvgLosses m_losses;
    SvgLeftOut m_leftOut;
    std::unordered_map<std::string_view, pugi::xml_node> m_withId; ///< the first of each
    std::vector<pugi::xml_node> m_uses;                            ///< what is used where one is, the outermost first
    int m_visits = 0;                                              ///< of elements inside of one
    std::string m_useId;                                           ///< of the outermost
    SvgLayer m_layer;                                              ///< the innermost
    BrushedMarks m_brushed;
    int m_damaged = 0;    ///< elements
    std::string m_damage; ///< of the first
    SvgDocument m_document;
    SvgStrokes m_strokes{m_sheet, m_brushed, m_losses, m_document};
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
