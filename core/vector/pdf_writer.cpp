// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/pdf_writer.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "vector/pdf_metadata.hpp"
#include "vector/pdf_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <map>
#include <new>
#include <span>

#include <zlib.h>

namespace croquis::vector {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kLargestMm = 5080; // 14400 pt (ISO 32000-1, annex C)
constexpr double kFarthestMm = 1e9;

std::string number(double value, int decimals) {
    if (!(std::abs(value) <= kFarthestMm))
        throw InvalidArgument("drawing: a coordinate isn't finite or lies beyond 1e9 mm");
    std::string text = fmt::format("{:.{}f}", value, decimals);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string millimetres(double value) {
    return number(value, 4);
}

std::string millimetres(geometry::Point p) {
    return millimetres(p.x) + ' ' + millimetres(p.y);
}

std::string rgb(geometry::Colour colour) {
    const auto channel = [](std::uint8_t value) { return number(value / 255.0, 5); };
    return channel(colour.red) + ' ' + channel(colour.green) + ' ' + channel(colour.blue);
}

void validate(const Drawing& drawing) {
    for (const double side : {drawing.widthMm, drawing.heightMm})
        if (!(side >= 1 && side <= kLargestMm))
            throw InvalidArgument(
                fmt::format("A page of {} x {} mm doesn't go into a PDF, whose sides are 1 to {} mm long.",
                            drawing.widthMm, drawing.heightMm, kLargestMm));
    for (const Layer& layer : drawing.layers)
        for (const geometry::Stroke& stroke : layer.strokes)
            if (!(stroke.width >= 0 && stroke.opacity >= 0 && stroke.opacity <= 1))
                throw InvalidArgument("drawing: a stroke's width must be 0 or more and its opacity 0 to 1");
}

std::string deflated(const std::string& content) {
    uLongf size = compressBound(static_cast<uLong>(content.size()));
    std::string result(size, '\0');
    const int outcome =
        compress2(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(content.data()),
                  static_cast<uLong>(content.size()), Z_BEST_COMPRESSION);
    if (outcome != Z_OK) // the room is enough, so memory isn't
        throw std::bad_alloc();
    result.resize(size);
    return result;
}

/// The objects of a file, numbered from 1, written one after the other with the table that says where each lies.
class PdfFile {
  public:
    /// @return its number.
    int add(const std::string& object) {
        m_offsets.push_back(m_text.size());
        m_text += fmt::format("{} 0 obj\n{}\nendobj\n", m_offsets.size(), object);
        return static_cast<int>(m_offsets.size());
    }
    int addCompressed(const std::string& content) { return addStream("/Filter /FlateDecode ", deflated(content)); }
    int addStream(const std::string& entries, const std::string& content) {
        return add(fmt::format("<< {}/Length {} >>\nstream\n{}\nendstream", entries, content.size(), content));
    }

    std::string finish(int catalogue, int information) && {
        const std::size_t table = m_text.size();
        const std::string id = base::sha256(std::as_bytes(std::span(m_text))).substr(0, 32);
        m_text += fmt::format("xref\n0 {}\n0000000000 65535 f \n", m_offsets.size() + 1);
        for (const std::size_t offset : m_offsets)
            fmt::format_to(std::back_inserter(m_text), "{:010} 00000 n \n", offset);
        m_text +=
            fmt::format("trailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /ID [<{}> <{}>] >>\nstartxref\n{}\n%%EOF\n",
                        m_offsets.size() + 1, catalogue, information, id, id, table);
        return std::move(m_text);
    }

  private:
    std::string m_text = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"; // the second line tells that it isn't text
    std::vector<std::size_t> m_offsets;
};

/// The page's content, and the states of transparency it uses.
class Content {
  public:
    explicit Content(const Drawing& drawing) {
        m_text = fmt::format("{} 0 0 -{} 0 {} cm\n1 J 1 j\n", number(kPointsPerMm, 8), number(kPointsPerMm, 8),
                             number(drawing.heightMm * kPointsPerMm, 5));
        if (drawing.paper) {
            m_text += fmt::format("{} rg 0 0 {} {} re f\n", rgb(*drawing.paper), millimetres(drawing.widthMm),
                                  millimetres(drawing.heightMm));
        }
        for (const Mark& mark : markedStrokes(drawing).marks)
            add(mark);
        for (const Caption& caption : drawing.captions)
            add(caption);
    }

    const std::string& text() const { return m_text; }

    bool hasText() const { return m_hasText; }

    /// @param font  the number of the font's object, where there is text.
    std::string resources(int font) const {
        std::string states;
        for (const auto& [state, name] : m_states)
            states += fmt::format("/a{} << {} >> ", name, state);
        const std::string fonts = m_hasText ? fmt::format("/Font << /F1 {} 0 R >> ", font) : std::string();
        return "<< /ExtGState << " + states + ">> " + fonts + ">>";
    }

  private:
    void add(const Mark& mark) {
        if (mark.line)
            setLine(mark.colour, mark.line->width);
        else
            set(m_fill, rgb(mark.colour) + " rg\n");
        setTransparency(mark.opacity, mark.blend);
        if (mark.line) {
            move(mark.line->curves.front().points[0]);
            for (const geometry::CubicBezier& curve : mark.line->curves)
                cubic(curve.points[1], curve.points[2], curve.points[3]);
        }
        for (const Contour& contour : mark.contours)
            add(contour);
        m_text += !mark.line ? "f\n" : mark.line->closed ? "s\n" : "S\n";
    }

    /// Upright, though y runs down here.
    void add(const Caption& caption) {
        set(m_fill, rgb(caption.colour) + " rg\n");
        setTransparency(1, Blend::normal);
        const double left = caption.middle.x - 0.5 * caption.sizeMm * pdfWidth(caption.text);
        fmt::format_to(std::back_inserter(m_text), "BT /F1 {} Tf 1 0 0 -1 {} Tm {} Tj ET\n",
                       millimetres(caption.sizeMm), millimetres(geometry::Point{left, caption.middle.y}),
                       pdfLatin(caption.text));
        m_hasText = true;
    }

    void add(const Contour& contour) {
        const auto& p = contour.points;
        move(p.front());
        for (std::size_t i = 1; i + 2 < p.size(); i += 3)
            cubic(p[i], p[i + 1], p[i + 2]);
        m_text += "h\n";
    }

    void move(geometry::Point to) { m_text += millimetres(to) + " m\n"; }
    void cubic(geometry::Point a, geometry::Point b, geometry::Point to) {
        fmt::format_to(std::back_inserter(m_text), "{} {} {} c\n", millimetres(a), millimetres(b), millimetres(to));
    }

    void setLine(geometry::Colour colour, double width) {
        set(m_stroke, rgb(colour) + " RG\n");
        set(m_width, millimetres(width) + " w\n");
    }
    void setTransparency(double opacity, Blend blend) {
        const std::string alpha = number(opacity, 5);
        const auto state = m_states.try_emplace(
            fmt::format("/CA {} /ca {} /BM /{}", alpha, alpha, blend == Blend::multiply ? "Multiply" : "Normal"),
            m_states.size());
        set(m_transparency, fmt::format("/a{} gs\n", state.first->second));
    }
    /// Writes an operator that sets a state, unless that is how it is.
    void set(std::string& state, std::string wanted) {
        if (state == wanted)
            return;
        m_text += wanted;
        state = std::move(wanted);
    }

    std::string m_text;
    bool m_hasText = false;
    std::string m_stroke, m_fill, m_width, m_transparency;
    std::map<std::string, std::size_t> m_states; ///< and the number in its name
};

std::string informationOf(const Drawing& drawing) {
    std::string out = "<< /Title " + pdfText(drawing.title.empty() ? "Sketch" : drawing.title);
    if (!drawing.description.empty())
        out += " /Subject " + pdfText(drawing.description);
    if (drawing.provenance)
        out += " /Creator " + pdfText("Croquis " + drawing.provenance->programVersion);
    return out + " /Producer (Croquis) >>";
}

} // namespace

std::string writePdf(const Drawing& drawing) {
    validate(drawing);
    const Content content(drawing);
    PdfFile file;
    const int stream = file.addCompressed(content.text());
    const int metadata = file.addStream("/Type /Metadata /Subtype /XML ", xmpOf(drawing));
    const int font = content.hasText() ? file.add(std::string(kPdfFont)) : 0;
    const int pages = (content.hasText() ? font : metadata) + 2;
    const int page =
        file.add(fmt::format("<< /Type /Page /Parent {} 0 R /MediaBox [0 0 {} {}] /Resources {} /Contents {} 0 R "
                             "/Group << /S /Transparency /CS /DeviceRGB >> >>",
                             pages, number(drawing.widthMm * kPointsPerMm, 5),
                             number(drawing.heightMm * kPointsPerMm, 5), content.resources(font), stream));
    file.add(fmt::format("<< /Type /Pages /Kids [{} 0 R] /Count 1 >>", page));
    const int catalogue = file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R /Metadata {} 0 R >>", pages, metadata));
    const int information = file.add(informationOf(drawing));
    return std::move(file).finish(catalogue, information);
}

} // namespace croquis::vector
