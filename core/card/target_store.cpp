// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/target_store.hpp"

#include "card/card_tensors.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/ones_like.h>

#include <algorithm>
#include <utility>

namespace croquis::card {
namespace {

constexpr std::size_t kPagesAtOnce = 8; // encoded before an iteration: it doesn't wait for all of a run's

cuda::Normalisation normalisationOf(const perceptual::TensorNetwork& network) {
    cuda::Normalisation result;
    const auto of = network.normalisation();
    for (std::size_t c = 0; c < 3; ++c) {
        result.mean[c] = static_cast<float>(of.mean[c]);
        result.deviation[c] = static_cast<float>(of.deviation[c]);
    }
    return result;
}

} // namespace

std::uint64_t TargetStore::bytesPerView(const CardRun& run) {
    std::uint64_t floats = run.wanted.embedding ? static_cast<std::uint64_t>(run.network.embeddingSize()) : 0;
    for (int stage = 0; stage < run.stageCount(); ++stage)
        floats += static_cast<std::uint64_t>(run.stageSize(stage)) + 1;
    return floats * sizeof(float);
}

TargetStore::TargetStore(const CardRun& run, const image::Raster<float>& photo,
                         const std::vector<loss::ViewWarp>& warps, const TargetPlan& plan)
    : m_run(run), m_shape{1, 1, 3, photo.width, true}, m_photo(run.card, 3 * m_shape.area()),
      m_pictures(run.card, std::int64_t{plan.pageViews} * 3 * m_shape.area()),
      m_embedding(run.card, run.wanted.embedding ? plan.slots() * run.network.embeddingSize() : 0),
      m_bank(run.card, static_cast<std::int64_t>(warps.size()) + 1),
      m_slotViews(run.card, plan.slots()), m_sentViews{cuda::PinnedMemory<int>(run.card, plan.slots()),
                                                       cuda::PinnedMemory<int>(run.card, plan.slots())},
      m_sentPhoto(run.card, m_photo.size()), m_sentBank(run.card, m_bank.size()), m_plan(plan),
      m_bankViews(static_cast<int>(warps.size())), m_frames(static_cast<std::size_t>(plan.pages)),
      m_frameOfPage(
          (warps.size() + static_cast<std::size_t>(plan.pageViews) - 1) / static_cast<std::size_t>(plan.pageViews), -1),
      m_viewOfSlot(static_cast<std::size_t>(plan.slots()), 0) {
    for (int stage = 0; stage < run.stageCount(); ++stage) {
        m_stages.emplace_back(run.card, plan.slots() * run.stageSize(stage));
        m_norms.emplace_back(run.card, plan.slots());
    }
    const auto planes = m_sentPhoto.open();
    for (int pixel = 0; pixel < m_shape.area(); ++pixel)
        for (int channel = 0; channel < 3; ++channel)
            planes[static_cast<std::size_t>(channel * m_shape.area() + pixel)] =
                photo.values[static_cast<std::size_t>(3 * pixel + channel)];
    const auto bank = m_sentBank.open();
    bank[0] = cuda::bankedWarp(loss::ViewWarp{}.source_from_view.data());
    for (std::size_t k = 0; k < warps.size(); ++k)
        bank[k + 1] = cuda::bankedWarp(warps[k].source_from_view.data());
}

void TargetStore::send() const {
    m_run.card.upload(m_photo.data(), m_sentPhoto.data(), m_photo.bytes());
    m_run.card.upload(m_bank.data(), m_sentBank.data(), m_bank.bytes());
}

int TargetStore::slotOf(int view) const {
    if (view == 0)
        return m_hasClean ? 0 : -1;
    const int frame = m_frameOfPage[static_cast<std::size_t>(pageOf(view))];
    return frame < 0 ? -1 : firstSlot(frame) + (view - 1) % m_plan.pageViews;
}

int TargetStore::replaceable(std::span<const char> wanted) const {
    int oldest = -1;
    for (int k = 0; k < m_plan.pages; ++k) {
        const Frame& frame = m_frames[static_cast<std::size_t>(k)];
        const bool free = frame.page < 0 || wanted[static_cast<std::size_t>(frame.page)] == 0;
        if (free && (oldest < 0 || frame.age < m_frames[static_cast<std::size_t>(oldest)].age))
            oldest = k;
    }
    return oldest;
}

void TargetStore::load(int page, int frame) {
    Frame& into = m_frames[static_cast<std::size_t>(frame)];
    if (into.page >= 0)
        m_frameOfPage[static_cast<std::size_t>(into.page)] = -1;
    into = {page, ++m_age};
    m_frameOfPage[static_cast<std::size_t>(page)] = frame;
    for (int k = 0; k < m_plan.pageViews; ++k) {
        const int view = 1 + page * m_plan.pageViews + k;
        m_viewOfSlot[static_cast<std::size_t>(firstSlot(frame) + k)] = view <= m_bankViews ? view : 0;
    }
}

void TargetStore::forget() {
    std::fill(m_frames.begin(), m_frames.end(), Frame{});
    std::fill(m_frameOfPage.begin(), m_frameOfPage.end(), -1);
    m_hasClean = false;
}

void TargetStore::prepare(std::span<const int> needed, const std::function<std::vector<int>()>& ahead, int turn) {
    std::vector<char> wanted(m_frameOfPage.size(), 0);
    std::vector<int> missing, filled;
    const auto want = [&](std::span<const int> views) {
        for (const int view : views) {
            if (view == 0 || wanted[static_cast<std::size_t>(pageOf(view))] != 0)
                continue;
            wanted[static_cast<std::size_t>(pageOf(view))] = 1;
            if (m_frameOfPage[static_cast<std::size_t>(pageOf(view))] < 0)
                missing.push_back(pageOf(view));
        }
    };
    want(needed);
    const bool first = !m_hasClean;
    if (missing.empty() && !first)
        return;
    const auto loadMissing = [&] {
        for (const int page : std::exchange(missing, {})) {
            const int frame = replaceable(wanted);
            if (frame < 0)
                return false;
            load(page, frame);
            filled.push_back(frame);
        }
        return true;
    };
    if (!loadMissing())
        throw DeviceError("More views of the photo are needed at once than the card was to hold.");
    if (!first) // an iteration doesn't wait for what only later ones need where there is no picture yet
        while (filled.size() < kPagesAtOnce && std::count(m_frameOfPage.begin(), m_frameOfPage.end(), -1) > 0) {
            const auto more = ahead();
            want(more);
            if (more.empty() || !loadMissing())
                break;
        }
    const auto sent = m_sentViews[static_cast<std::size_t>(turn)].open();
    std::copy(m_viewOfSlot.begin(), m_viewOfSlot.end(), sent.begin());
    m_run.card.upload(m_slotViews.data(), m_sentViews[static_cast<std::size_t>(turn)].data(), m_slotViews.bytes());
    const auto encodeLater = [this](int slot, int size) {
        const auto views = m_viewOfSlot.begin() + slot;
        m_encodedViews += static_cast<int>(size - std::count(views, views + size, 0)) + (slot == 0 ? 1 : 0);
        m_run.card.run([this, slot, size] { encode(slot, size); });
    };
    if (first)
        encodeLater(0, 1);
    m_hasClean = true;
    for (const int frame : filled)
        encodeLater(firstSlot(frame), m_plan.pageViews);
}

void TargetStore::encode(int firstSlot, int size) const {
    const at::NoGradGuard noGradients;
    const c10::Device device = m_run.device();
    cuda::ViewShape shape = m_shape;
    shape.viewsEach = size;
    const std::int64_t floats = std::int64_t{3} * shape.rows() * shape.area();
    m_run.launch(m_run.card.kernels().warpViews,
                 cuda::WarpViews{shape, normalisationOf(m_run.network), static_cast<float>(m_run.recipe.viewFill),
                                 m_photo.in(), cuda::Input<int>{m_slotViews.data() + firstSlot, size, nullptr},
                                 m_bank.in(), cuda::Output<float>{m_pictures.data(), floats, nullptr}});
    const auto encoding = m_run.network.forward(picturesIn(m_pictures, size, {3, m_shape.side, m_shape.side}, device),
                                                m_run.wanted, nullptr);
    const auto slots = [&](const at::Tensor& all) { return all.narrow(0, firstSlot, size); };
    const auto count = static_cast<std::int64_t>(m_viewOfSlot.size());
    for (int k = 0; k < m_run.stageCount(); ++k) {
        const at::Tensor& stage = encoding.stages[static_cast<std::size_t>(k)];
        slots(picturesIn(this->stage(k), count,
                         m_run.network.stageShape(m_run.loss.stages[static_cast<std::size_t>(k)].stage), device))
            .copy_(stage);
        const at::Tensor square = stage.square().flatten(1).mean(1, true);
        slots(rowsIn(norms(k), count, 1, device))
            .copy_(m_run.loss.relative ? square.clamp_min(1e-12).reciprocal() : at::ones_like(square));
    }
    if (m_run.wanted.embedding) {
        const at::Tensor length = at::linalg_vector_norm(encoding.embedding, 2, {1}, true).clamp_min(1e-8);
        slots(rowsIn(m_embedding, count, m_run.network.embeddingSize(), device)).copy_(encoding.embedding / length);
    }
}

} // namespace croquis::card
