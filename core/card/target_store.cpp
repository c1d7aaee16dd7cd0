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

constexpr int kPagesAtOnce = 8; // encoded before an iteration: the first one doesn't wait for all of a run's

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
      m_sentPhoto(run.card, m_photo.size()), m_sentBank(run.card, m_bank.size()), m_slots(warps.size() + 1, -1),
      m_viewOfSlot(static_cast<std::size_t>(plan.slots()), 0) {
    for (int stage = 0; stage < run.stageCount(); ++stage) {
        m_stages.emplace_back(run.card, plan.slots() * run.stageSize(stage));
        m_norms.emplace_back(run.card, plan.slots());
    }
    m_pages.push_back({0, 1, {}, 0});
    for (int page = 0; page < plan.pages; ++page)
        m_pages.push_back({1 + page * plan.pageViews, plan.pageViews, {}, 0});
    const auto planes = m_sentPhoto.open();
    for (int pixel = 0; pixel < m_shape.area(); ++pixel)
        for (int channel = 0; channel < 3; ++channel)
            planes[static_cast<std::size_t>(channel * m_shape.area() + pixel)] =
                photo.values[static_cast<std::size_t>(3 * pixel + channel)];
    const auto bank = m_sentBank.open();
    bank[0] = cuda::bankedWarp(loss::ViewWarp{}.source_from_view.data());
    for (std::size_t k = 0; k < warps.size(); ++k)
        bank[k + 1] = cuda::bankedWarp(warps[k].source_from_view.data());
    run.card.upload(m_photo.data(), m_sentPhoto.data(), m_photo.bytes());
    run.card.upload(m_bank.data(), m_sentBank.data(), m_bank.bytes());
}

bool TargetStore::isNeeded(const Page& page, std::span<const int> needed) const {
    return std::any_of(page.views.begin(), page.views.end(),
                       [&](int view) { return std::find(needed.begin(), needed.end(), view) != needed.end(); });
}

void TargetStore::forget(Page& page) {
    for (const int view : page.views)
        m_slots[static_cast<std::size_t>(view)] = -1;
    page.views.clear();
    page.age = 0;
}

std::vector<TargetStore::Page*> TargetStore::replaceable(std::span<const int> needed) {
    std::vector<Page*> pages;
    for (std::size_t k = 1; k < m_pages.size(); ++k)
        if (!isNeeded(m_pages[k], needed))
            pages.push_back(&m_pages[k]);
    std::stable_sort(pages.begin(), pages.end(), [](const Page* a, const Page* b) { return a->age < b->age; });
    return pages;
}

void TargetStore::prepare(std::span<const int> needed, const std::function<std::vector<int>()>& ahead, int turn) {
    std::vector<int> missing;
    const auto want = [&](int view) {
        if (view != 0 && slotOf(view) < 0 && std::find(missing.begin(), missing.end(), view) == missing.end())
            missing.push_back(view);
    };
    std::for_each(needed.begin(), needed.end(), want);
    if (missing.empty() && m_slots[0] == 0)
        return;
    auto pages = replaceable(needed);
    const auto room = [&](std::size_t most) {
        std::size_t views = 0;
        for (std::size_t k = 0; k < std::min(pages.size(), most); ++k)
            views += static_cast<std::size_t>(pages[k]->size);
        return views;
    };
    if (room(pages.size()) < missing.size()) { // what is needed lies scattered: all of it anew, side by side
        for (std::size_t k = 1; k < m_pages.size(); ++k)
            forget(m_pages[k]);
        missing.clear();
        std::for_each(needed.begin(), needed.end(), want);
        pages = replaceable(needed);
    }
    if (!missing.empty())
        for (auto more = ahead(); !more.empty() && missing.size() < room(kPagesAtOnce); more = ahead())
            std::for_each(more.begin(), more.end(), want);
    std::vector<Page*> filled;
    if (m_slots[0] < 0) {
        m_slots[0] = 0;
        filled.push_back(&m_pages[0]);
        m_pages[0].views = {0};
    }
    std::size_t next = 0;
    for (std::size_t k = 0; k < pages.size() && next < missing.size(); ++k) {
        Page& page = *pages[k];
        forget(page);
        page.age = ++m_age;
        for (int slot = page.firstSlot; slot < page.firstSlot + page.size && next < missing.size(); ++slot, ++next) {
            page.views.push_back(missing[next]);
            m_slots[static_cast<std::size_t>(missing[next])] = slot;
            m_viewOfSlot[static_cast<std::size_t>(slot)] = missing[next];
        }
        filled.push_back(&page);
    }
    const auto sent = m_sentViews[static_cast<std::size_t>(turn)].open();
    std::copy(m_viewOfSlot.begin(), m_viewOfSlot.end(), sent.begin());
    m_run.card.upload(m_slotViews.data(), m_sentViews[static_cast<std::size_t>(turn)].data(), m_slotViews.bytes());
    for (const Page* page : filled) {
        m_encodedViews += static_cast<int>(page->views.size());
        m_run.card.run([this, first = page->firstSlot, size = page->size] { encode(first, size); });
    }
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
