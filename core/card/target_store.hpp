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
    /// Makes room for the photo, the bank of warps and the encoded views; puts nothing on a lane yet.
    /// @throws cuda::CardMemoryError.
    TargetStore(const CardRun& run, const image::Raster<float>& photo, const std::vector<loss::ViewWarp>& warps,
                const TargetPlan& plan);

    static std::uint64_t bytesPerView(const CardRun& run);

    /// Puts the copies of photo and bank on Lane::work, to be called once, before prepare().
    void send() const;

    /// Puts the encoding of the pages that aren't there on Lane::work, and with them, but for the first time, of pages
    /// that will be wanted: as many as are free. Others are forgotten, those encoded first before later ones.
    /// @param needed  of the bank, any order, repeated; on no more pages than the plan has.
    /// @param ahead   the views of the next iteration that is looked at, nothing where there is none; called as often
    ///                as there is room.
    /// @param turn    0 or 1, which of two pinned blocks is used: the host must know the copies of the call before
    ///                last, with the same turn, to be over.
    /// @throws DeviceError where the views needed lie on more pages.
    void prepare(std::span<const int> needed, const std::function<std::vector<int>()>& ahead, int turn);
    /// Nothing is there any more: after an encoding that wasn't finished.
    void forget();
    /// Where a view lies; -1: it isn't there. Every view that was needed in the last prepare() is.
    int slotOf(int view) const;

    const cuda::CardMemory<cuda::BankedWarp>& bank() const { return m_bank; }
    const cuda::CardMemory<float>& stage(int index) const { return m_stages[static_cast<std::size_t>(index)]; }
    const cuda::CardMemory<float>& norms(int index) const { return m_norms[static_cast<std::size_t>(index)]; }
    const cuda::CardMemory<float>& embedding() const { return m_embedding; } ///< [slots, D], unit length
    int encodedViews() const { return m_encodedViews; }                      ///< so far

  private:
    /// A place for a page.
    struct Frame {
        int page = -1; ///< that lies there; -1: none
        int age = 0;   ///< of the encoding
    };

    int pageOf(int view) const { return (view - 1) / m_plan.pageViews; }
    int firstSlot(int frame) const { return 1 + frame * m_plan.pageViews; }
    /// The frame that is to be used next, of those whose page isn't wanted; -1: none.
    int replaceable(std::span<const char> wanted) const;
    void load(int page, int frame);
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
    TargetPlan m_plan;
    int m_bankViews; ///< warped ones
    std::vector<Frame> m_frames;
    std::vector<int> m_frameOfPage; ///< -1: not there
    std::vector<int> m_viewOfSlot;  ///< the clean one where the last page has no more
    int m_age = 0;
    bool m_hasClean = false; ///< the clean view is there
    int m_encodedViews = 0;
};

} // namespace croquis::card
