// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_order.hpp"

#include "plot/end_index.hpp"

#include <algorithm>

namespace croquis::plot {
namespace {

using geometry::Point;

constexpr std::size_t kMostTriedBeginnings = 128; // paths
constexpr std::size_t kNeighbours = 10;
constexpr double kLeastTurnGain = 1e-9; // millimetres; below it is rounding
constexpr std::size_t kWork =
    25'000'000;                       // a stretch that is turned round has at most this many paths, over their number
constexpr std::size_t kLookSteps = 8; // a turn that is looked at takes as long as turning eight paths round
constexpr std::size_t kBetweenQuestions = 1024;
constexpr double kFileGrainMm = 0.002; // what rounding to three decimals may lengthen one way by

/// The end of a path: 2 * path for its first, 2 * path + 1 for its last.
using End = std::size_t;

Point pointOf(std::span<const PathEnds> ends, End end) {
    return end % 2 == 0 ? ends[end / 2].first : ends[end / 2].last;
}

std::vector<Point> pointsOf(std::span<const PathEnds> ends) {
    std::vector<Point> points;
    for (const PathEnds& path : ends) {
        points.push_back(path.first);
        points.push_back(path.last);
    }
    return points;
}

std::vector<OrderedPath> fileOrder(std::size_t count) {
    std::vector<OrderedPath> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[i].path = i;
    return order;
}

/// The whole work's share that is done, told to whoever asked for it.
class Watch {
  public:
    Watch(const OrderGoesOn& goesOn, double parts) : m_goesOn(goesOn), m_parts(parts) {}

    void partDone() { ++m_done; }
    /// @param share  of the part that is being done. @return false to stop.
    bool at(double share) {
        m_stopped = m_stopped || (m_goesOn && !m_goesOn(std::min((m_done + share) / m_parts, 1.0)));
        return !m_stopped;
    }

  private:
    const OrderGoesOn& m_goesOn;
    double m_parts;
    int m_done = 0;
    bool m_stopped = false;
};

std::vector<OrderedPath> greedyOrder(std::span<const PathEnds> ends, EndIndex index, End begin) {
    std::vector<OrderedPath> order;
    for (std::optional<End> next = begin; next; next = index.nearest(pointOf(ends, *next ^ 1u))) {
        order.push_back({*next / 2, *next % 2 == 1});
        index.remove(*next);
        index.remove(*next ^ 1u);
    }
    return order;
}

/// 2-opt over one order, in place.
class TwoOpt {
  public:
    TwoOpt(std::span<const PathEnds> ends, const std::vector<std::vector<std::size_t>>& neighbours,
           std::vector<OrderedPath>& order)
        : m_ends(ends), m_neighbours(neighbours), m_order(order), m_place(order.size()),
          m_longest(std::max<std::size_t>(1000, kWork / std::max<std::size_t>(1, order.size()))) {
        for (std::size_t i = 0; i < order.size(); ++i)
            m_place[order[i].path] = i;
    }

    void run(Watch& watch) {
        std::size_t looked = 0;
        std::vector<std::size_t> queue;
        std::vector<bool> queued(m_order.size(), true);
        for (std::size_t i = 0; i < m_order.size(); ++i)
            queue.push_back(m_order[m_order.size() - 1 - i].path);
        while (!queue.empty() && m_steps < kMostOrderSteps) {
            const double round = static_cast<double>(++looked) / static_cast<double>(m_order.size());
            if (looked % kBetweenQuestions == 0 && !watch.at(round / (1 + round)))
                return;
            const std::size_t path = queue.back();
            queue.pop_back();
            queued[path] = false;
            while (m_steps < kMostOrderSteps && improve(path))
                for (const std::size_t touched : m_touched)
                    if (!queued[touched]) {
                        queued[touched] = true;
                        queue.push_back(touched);
                    }
        }
    }

  private:
    Point in(std::size_t place) const { return pointOf(m_ends, endAt(place, false)); }
    Point out(std::size_t place) const { return pointOf(m_ends, endAt(place, true)); }
    End endAt(std::size_t place, bool leaving) const {
        const OrderedPath& path = m_order[place];
        return 2 * path.path + (path.reversed != leaving ? 1 : 0);
    }

    /// What turning first..last round saves.
    double gain(std::size_t first, std::size_t last) const {
        double saved = 0;
        if (first > 0)
            saved += length(in(first)-out(first - 1)) - length(out(last) - out(first - 1));
        if (last + 1 < m_order.size())
            saved += length(in(last + 1) - out(last)) - length(in(last + 1) - in(first));
        return saved;
    }

    bool turn(std::size_t first, std::size_t last) {
        m_steps += kLookSteps;
        if (first > last || last - first >= m_longest || !(gain(first, last) > kLeastTurnGain))
            return false;
        m_steps += last - first;
        m_touched.clear();
        for (const std::size_t place :
             {first - 1, first, last, last + 1}) // a place before 0 wraps round and is skipped
            if (place < m_order.size())
                m_touched.push_back(m_order[place].path);
        std::reverse(m_order.begin() + static_cast<std::ptrdiff_t>(first),
                     m_order.begin() + static_cast<std::ptrdiff_t>(last) + 1);
        for (std::size_t place = first; place <= last; ++place) {
            m_order[place].reversed = !m_order[place].reversed;
            m_place[m_order[place].path] = place;
        }
        return true;
    }

    /// Turns that put a near end beside one of the path's own, or the path at one end of the order.
    bool improve(std::size_t path) {
        const std::size_t count = m_order.size();
        const std::size_t p = m_place[path];
        if (turn(p, p) || turn(0, p) || turn(p, count - 1) || (p > 0 && turn(0, p - 1)) ||
            (p + 1 < count && turn(p + 1, count - 1)))
            return true;
        for (const bool leaving : {false, true})
            for (const End near : m_neighbours[endAt(p, leaving)]) {
                const std::size_t s = m_place[near / 2];
                if (s == p || endAt(s, leaving) != near)
                    continue; // a turn brings together two ends that both enter or both leave
                const std::size_t lower = std::min(p, s);
                const std::size_t upper = std::max(p, s);
                if (leaving ? turn(lower + 1, upper) : turn(lower, upper - 1))
                    return true;
            }
        return false;
    }

    std::span<const PathEnds> m_ends;
    const std::vector<std::vector<std::size_t>>& m_neighbours;
    std::vector<OrderedPath>& m_order;
    std::vector<std::size_t> m_place; ///< of each path in the order
    std::size_t m_longest;
    std::vector<std::size_t> m_touched;
    std::size_t m_steps = 0;
};

} // namespace

double travelMm(std::span<const PathEnds> ends, std::span<const OrderedPath> order) {
    double sum = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const PathEnds& before = ends[order[i - 1].path];
        const PathEnds& after = ends[order[i].path];
        sum += length((order[i].reversed ? after.last : after.first) -
                      (order[i - 1].reversed ? before.first : before.last));
    }
    return sum;
}

std::vector<OrderedPath> shortOrder(std::span<const PathEnds> ends, double leastGain, const OrderGoesOn& goesOn) {
    std::vector<OrderedPath> best = fileOrder(ends.size());
    if (ends.size() < 2)
        return best;
    const bool isLarge = ends.size() > kMostTriedBeginnings;
    Watch watch(goesOn, isLarge ? 3 : static_cast<double>(2 * ends.size() + 2));
    const EndIndex index(pointsOf(ends));
    std::vector<std::vector<std::size_t>> neighbours;
    for (End end = 0; end < 2 * ends.size(); ++end) {
        neighbours.push_back(index.nearest(pointOf(ends, end), kNeighbours));
        if (end % kBetweenQuestions == 0 && !watch.at(static_cast<double>(end) / (2 * ends.size())))
            return best;
    }
    watch.partDone();
    double shortest = travelMm(ends, best) - leastGain;
    const auto offer = [&](std::vector<OrderedPath> order) {
        TwoOpt(ends, neighbours, order).run(watch);
        watch.partDone();
        if (const double travel = travelMm(ends, order); travel < shortest) {
            shortest = travel;
            best = std::move(order);
        }
    };
    offer(fileOrder(ends.size()));
    if (isLarge) {
        if (watch.at(0))
            offer(greedyOrder(ends, index, *index.nearest({0, 0})));
        return best;
    }
    for (End begin = 0; begin < 2 * ends.size() && watch.at(0); ++begin)
        offer(greedyOrder(ends, index, begin));
    return best;
}

std::vector<PenPath> inShortOrder(const std::vector<PenPath>& paths, const OrderGoesOn& goesOn) {
    std::vector<PathEnds> ends;
    for (const PenPath& path : paths)
        ends.push_back({path.first(), path.last()});
    std::vector<PenPath> ordered;
    for (const OrderedPath& next : shortOrder(ends, kFileGrainMm * static_cast<double>(paths.size()), goesOn))
        ordered.push_back(next.reversed ? paths[next.path].reversed() : paths[next.path]);
    return ordered;
}

} // namespace croquis::plot
