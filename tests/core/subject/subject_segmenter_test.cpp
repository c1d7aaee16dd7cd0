// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/subject/installed_model.hpp"
#include "subject/subject_segmenter.hpp"

#include <ATen/Parallel.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <optional>
#include <string>

using namespace croquis;
using image::Photo;
using image::SubjectMask;
using subject::SubjectSegmenter;

class SubjectSegmenterTest : public QObject {
    Q_OBJECT

  private:
    std::optional<QString> m_model = tests::installedSubjectModel();
    SubjectSegmenter segmenter() const { return SubjectSegmenter(m_model->toStdString()); }
    void requireModel() {
        if (!m_model)
            QSKIP("u2netp.onnx is not installed (packaging/run fetches it)");
    }

  private Q_SLOTS:
    void findsTheSubjectsOfTheSamples_data() {
        requireModel();
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("share");
        // Shares of the prototype, which runs the same network in ONNX Runtime.
        QTest::newRow("cat") << "cat" << 0.687;
        QTest::newRow("astronaut") << "astronaut" << 0.552;
        QTest::newRow("coffee") << "coffee" << 0.476;
        QTest::newRow("raccoon") << "raccoon" << 0.534;
        QTest::newRow("rocket") << "rocket" << 0.023;
    }
    void findsTheSubjectsOfTheSamples() {
        QFETCH(QString, name);
        QFETCH(double, share);
        SubjectSegmenter network = segmenter();
        const Photo photo = image::loadPhoto((QStringLiteral(CROQUIS_SAMPLES "/") + name + ".jpg").toStdString());
        const SubjectMask mask = network.segment(photo);
        QCOMPARE(mask.inside.width, photo.rgb.width);
        QCOMPARE(mask.inside.height, photo.rgb.height);
        const double found = image::subjectFromProbability(network.probability(photo)).areaShare;
        QVERIFY2(std::abs(found - share) < 0.002, qPrintable(QString::number(found)));
        // The border moves, the subject stays.
        QVERIFY2(std::abs(mask.areaShare - found) < 0.01, qPrintable(QString::number(mask.areaShare)));
        QVERIFY2(mask.plausible, mask.reason.c_str());
    }

    void theMaskDoesNotDependOnThreadsOrWhatWasBefore() {
        requireModel();
        const Photo cat = image::loadPhoto(CROQUIS_SAMPLES "/cat.jpg");
        SubjectSegmenter network = segmenter();
        const auto first = network.segment(cat).inside.values;
        network.segment(image::loadPhoto(CROQUIS_SAMPLES "/rocket.jpg"));
        for (const int threads : {1, 2, 3}) {
            at::set_num_threads(threads);
            QVERIFY(network.segment(cat).inside.values == first);
        }
    }

    void oddPhotosGiveAMaskOfTheirSize() {
        requireModel();
        SubjectSegmenter network = segmenter();
        for (const auto& [width, height, value] : {std::tuple{1, 1, 0}, {3, 700, 128}}) {
            Photo photo;
            photo.rgb = image::Raster<std::uint8_t>(width, height, 3, static_cast<std::uint8_t>(value));
            const SubjectMask mask = network.segment(photo);
            QCOMPARE(mask.inside.width, width);
            QCOMPARE(mask.inside.height, height);
            QCOMPARE(mask.plausible, mask.reason.empty());
        }
    }

    void badModelFilesAreRefused() {
        requireModel();
        const QTemporaryDir folder;
        QVERIFY_THROWS_EXCEPTION(ModelFileError, SubjectSegmenter(folder.filePath("gone.onnx").toStdString()));
        QVERIFY_THROWS_EXCEPTION(ModelFileError, SubjectSegmenter(folder.path().toStdString()));
        QFile model(*m_model);
        QVERIFY(model.open(QIODevice::ReadOnly));
        const QByteArray whole = model.readAll();
        for (const QByteArray& content : {QByteArray(), QByteArray("not a network"), whole.left(whole.size() / 2)}) {
            QFile file(folder.filePath("bad.onnx"));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(content);
            file.close();
            QVERIFY_THROWS_EXCEPTION(ModelFileError, SubjectSegmenter(file.fileName().toStdString()));
        }
    }
};

QTEST_APPLESS_MAIN(SubjectSegmenterTest)
#include "subject_segmenter_test.moc"
