// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_run.hpp"
#include "card/target_plan.hpp"
#include "cuda/kernels/view_bank.hpp"
#include "cuda/launch/card_memory.hpp"
#include "image/canvas_target.hpp"
#include "loss/view_warp.hpp"

#include <array>
#include <functional>
#include <span>
#include <vector>

namespace croquis::card {

/// The photo's views, encoded ahead on the card by whole pages, as many as there is memory for.
class TargetStore {
  public:
    /// Puts the photo and the bank of warps onto the card; encodes nothing yet.
    /// @throws cuda::CardMemoryError.
    TargetStore(const CardRun& run, const image::Raster<float>& photo, const std::vector<loss::ViewWarp>& warps,
                const TargetPlan& plan);

    static std::uint64_t bytesPerView(const CardRun& run);

    /// Puts the encoding of the views that aren't there on Lane::work, and with them of views that will be wanted: as
    /// many pages as are free. Others are forgotten, those encoded first before later ones.
    /// @param needed  of the bank, any order, repeated.
    /// @param ahead   the views of the next iteration that is looked at, nothing where there is none; called as often
    ///                as there is room.
    /// @param turn    0 or 1, which of two pinned blocks is used: the host must know the copies of the call before
    /// last,
    ///                with the same turn, to be over.
    void prepare(std::span<const int> needed, const std::function<std::vector<int>()>& ahead, int turn);
    /// @param view  that was needed in the last prepare().
    int slotOf(int view) const { return m_slots[static_cast<std::size_t>(view)]; }

    const cuda::CardMemory<cuda::BankedWarp>& bank() const { return m_bank; }
    const cuda::CardMemory<float>& stage(int index) const { return m_stages[static_cast<std::size_t>(index)]; }
    const cuda::CardMemory<float>& norms(int index) const { return m_norms[static_cast<std::size_t>(index)]; }
    const cuda::CardMemory<float>& embedding() const { return m_embedding; } ///< [slots, D], unit length
    int encodedViews() const { return m_encodedViews; }                      ///< so far

  private:
    struct Page {
        int firstSlot = 0;
        int size = 0;
        std::vector<int> views; ///< in the order of the slots
        int age = 0;            ///< of the encoding; 0: free
    };

    bool isNeeded(const Page& page, std::span<const int> needed) const;
    void forget(Page& page);
    /// Pages that may be filled, those to be forgotten first in front.
    std::vector<Page*> replaceable(std::span<const int> needed);
    void encode(int firstSlot, int size) const;

    const CardRun& m_run;
    cuda::ViewShape m_shape;
    cuda::CardMemory<float> m_photo, m_pictures, m_embedding;
    cuda::CardMemory<cuda::BankedWarp> m_bank;
    cuda::CardMemory<int> m_slotViews; ///< [slots] of the bank
    std::array<cuda::PinnedMemory<int>, 2> m_sentViews;
    cuda::PinnedMemory<float> m_sentPhoto;
    cuda::PinnedMemory<cuda::BankedWarp> m_sentBank;
    std::vector<cuda::CardMemory<float>> m_stages, m_norms; ///< per stage [slots, size], [slots]
    std::vector<int> m_slots;                               ///< per view of the bank; -1: not there
    std::vector<Page> m_pages;                              ///< the clean view's first
    std::vector<int> m_viewOfSlot;
    int m_age = 0;
    int m_encodedViews = 0;
};

} // namespace croquis::card
