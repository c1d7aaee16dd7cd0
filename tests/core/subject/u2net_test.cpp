// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subject/installed_model.hpp"
#include "subject/u2net.hpp"

#include <QTest>

#include <opencv2/core.hpp>
#include <opencv2/dnn.hpp>

#include <array>
#include <cmath>
#include <random>
#include <vector>

using namespace croquis;
using subject::U2Net;

class U2NetTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// OpenCV computes the file's own graph.
    void agreesWithOpenCv_data() {
        QTest::addColumn<double>("spread");
        QTest::newRow("noise") << 0.3;
        QTest::newRow("a disc in noise") << 0.05;
    }
    void agreesWithOpenCv() {
        QFETCH(double, spread);
        const auto model = tests::installedSubjectModel();
        if (!model)
            QSKIP("u2netp.onnx is not installed (packaging/run fetches it)");
        constexpr int kSide = U2Net::kSide;
        std::mt19937 random(3);
        std::normal_distribution<float> noise(0, static_cast<float>(spread));
        std::vector<float> picture;
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                for (int channel = 0; channel < 3; ++channel)
                    picture.push_back((std::hypot(x - 140.F, y - 190.F) < 90 ? 1.F : -0.8F) + noise(random));

        const std::array<int, 4> shape = {1, 3, kSide, kSide};
        cv::Mat input(4, shape.data(), CV_32F);
        for (int i = 0; i < kSide * kSide * 3; ++i)
            input.ptr<float>()[i % 3 * kSide * kSide + i / 3] = picture[static_cast<std::size_t>(i)];
        cv::dnn::Net net = cv::dnn::readNetFromONNX(model->toStdString());
        net.setInput(input);
        const cv::Mat expected = net.forward(net.getUnconnectedOutLayersNames().front());

        const std::vector<float> result = U2Net(model->toStdString())(picture.data());
        QCOMPARE(result.size(), expected.total());
        float most = 0, lowest = 1, highest = 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            most = std::max(most, std::abs(result[i] - expected.ptr<float>()[i]));
            lowest = std::min(lowest, expected.ptr<float>()[i]);
            highest = std::max(highest, expected.ptr<float>()[i]);
        }
        QVERIFY2(most < 1e-3F, qPrintable(QString::number(most)));
        QVERIFY(spread > 0.1 || highest - lowest > 0.5F);
    }
};

QTEST_GUILESS_MAIN(U2NetTest)
#include "u2net_test.moc"
