// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/pixel_window.hpp"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace croquis::perceptual {

enum class Precision { fp32, bf16 };

/// What CLIP's vision transformers compute between the layers of their perceptrons.
enum class GeluChoice {
    automatic, ///< what the file, or what lies beside it, tells (transformerNotes()); QuickGELU where nothing does
    gelu,
    quickGelu ///< x sigmoid(1.702 x)
};

/// What of the network the caller wants; everything else is left out of the computation.
struct EncoderOutputs {
    std::vector<int> stages; ///< indices as in the model's own table (models.md), ascending
    bool embedding = true;
    bool attention = false; ///< the attention maps of every block; CLIP's ViTs have them
};

/// A batch of pictures, seen by the network.
struct Encoding {
    std::vector<at::Tensor>
        stages; ///< one per requested stage, in the order asked; [B, C_l, H_l, W_l] float32 (any memory format)
    at::Tensor embedding;                ///< [B, D] float32, not normalised; undefined when not asked for
    std::vector<at::Tensor> attention{}; ///< one per block, [B, heads, tokens, tokens] float32, rows sum to 1, the
                                         ///< class token first; never differentiable
};

/// What of a picture differs from another.
struct ChangedPixels {
    PixelWindow place;             ///< inside the picture, not empty
    const float* values = nullptr; ///< [height, width, 3] sRGB 0..1, dense; read only
};

/// A picture and others that differ from it in a window each.
class PictureVariants {
  public:
    virtual ~PictureVariants() = default;

    /// Encodes the picture once for each window. The bits are those of PerceptualEncoder::encode() of whole pictures.
    /// Never differentiable. One call at a time.
    virtual Encoding encode(std::span<const ChangedPixels> windows) = 0;
};

/// What kind of network: decides how it tells where it looks, and what a recipe's constants are.
enum class Family { plain, clipResNet, clipViT };

/// A frozen image network: pictures in, stage activations and an embedding out.
/// Weights never require gradients. Serves EfficientNet-Lite0, CLIP ResNets and CLIP ViTs (whose stages are [B, tokens,
/// C]).
class PerceptualEncoder {
  public:
    virtual ~PerceptualEncoder() = default;

    virtual std::string name() const = 0;
    virtual std::string sha256() const = 0; ///< of the weights file; may wait until it is computed
    virtual int inputSide() const = 0;      ///< pixels
    virtual int stageCount() const = 0;
    virtual int embeddingSize() const = 0;
    virtual Family family() const { return Family::plain; }
    virtual Precision precision() const { return Precision::fp32; } ///< in which it computes
    /// A sentence about how far its results can be trusted, where the file tells; else empty.
    virtual std::string caution() const { return {}; }
    /// For all that is encoded from now on; not while anything is. Networks without such a choice take no notice.
    virtual void setActivation(GeluChoice /*activation*/) {}
    /// Whether the paper finds by its attention where strokes begin (CLIP's ViT-B/32).
    virtual bool isThePapersObserver() const { return false; }
    /// What people call a stage.
    virtual std::string stageName(int stage) const { return "stage " + std::to_string(stage); }
    /// Whether no bit of what encode() makes of a picture depends on the other pictures of the batch.
    virtual bool picturesAreIndependent() const { return true; }

    /// Multiplications with an addition that the definition of the layers asks for, per picture forward: outputs times
    /// the size of their window, padding included; 0 from a network that doesn't tell. The input gradient takes the
    /// same again. Twice this is the number of floating-point operations.
    /// @param channels  1 or 3, those of the pictures.
    /// @throws InvalidArgument for a stage or a number of channels that doesn't exist.
    virtual std::int64_t multiplyAdds(const EncoderOutputs& /*wanted*/, int /*channels*/) const { return 0; }

    /// Encodes a batch. Where grad mode is on and `pictures` requires a gradient, the outputs are differentiable in the
    /// pictures (input gradients only, once); otherwise nothing is kept.
    /// @param pictures  [B, C, side, side] float32 on the CPU, sRGB 0..1, C = 3, or 1 for grey pictures (a sketch: the
    /// three channels are
    ///                  equal); normalisation is done inside. Read only.
    /// @throws ShapeMismatch if the shape, dtype or device differs; InvalidArgument for a stage that doesn't exist.
    /// Deterministic for a thread count. Any thread; several may call at once.
    virtual Encoding encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const = 0;

    /// For many pictures that are the same but for a window. Null from a network that would save nothing by it, or not
    /// for the results wanted.
    /// @param picture  [1, 3, side, side] float32 on the CPU, sRGB 0..1; read only.
    /// @throws as encode().
    virtual std::unique_ptr<PictureVariants> variantsOf(const at::Tensor& /*picture*/,
                                                        const EncoderOutputs& /*wanted*/) const {
        return nullptr;
    }

    /// The gradient of sum(seed * embedding) in the last stage's activations: what Grad-CAM weighs them by.
    /// @param lastStage  as encode() gives it. @param seed  [B, D] float32.
    /// @return           the shape of lastStage, float32.
    /// @throws InvalidArgument from a network whose embedding isn't made of its last stage's pixels (all but CLIP's
    /// ResNets).
    virtual at::Tensor lastStageGradient(const at::Tensor& lastStage, const at::Tensor& seed) const;
};

/// Pictures of the encoder's own size: those of another are resized (bicubic, a = -0.75). Differentiable.
/// @param pictures  [B, C, H, W] float32.
at::Tensor picturesFor(const PerceptualEncoder& encoder, const at::Tensor& pictures);

/// What a processor has for bf16.
struct Bf16Units {
    bool products = false; ///< AVX512-BF16, which comes with AMX, too
    bool matrices = false; ///< AMX
    bool isIntel = false;  ///< who made it
};
Bf16Units bf16Units();

/// Whether this processor multiplies it natively; fp32 always.
bool computesIn(Precision precision);
/// In which precision CLIP's networks are quicker there: told by the kind of processor, not timed, so that the same
/// machine always draws the same bytes. Intel's without AMX multiply bf16 at half the rate of fp32 (measured: 1.5 times
/// the time for an iteration), AMD's at twice.
Precision quickerPrecision(const Bf16Units& units);

struct EncoderOptions {
    std::optional<Precision> precision = Precision::fp32; ///< none: the quicker one for CLIP's networks, else fp32
    Bf16Units units = bf16Units();                        ///< of the processor
    /// The SHA-256 of a file that is known already, so that it isn't read for that again; empty: it isn't known.
    std::function<std::string(const std::filesystem::path&)> knownDigest{};
};

/// Opens a weights file (TensorFile); the architecture is read off the tensors' names and shapes: EfficientNet-Lite0 as
/// we store it, CLIP's image networks (ClipResNet, ClipViT) as OpenAI, open_clip or Hugging Face name them.
/// @throws ModelFileError naming the file and what is wrong with it; InvalidArgument for a precision in which the
/// network or the processor can't compute (EfficientNet-Lite0: fp32 only, its depthwise steps and small products gain
/// nothing from bf16 through ATen; CLIP: bf16 where the processor multiplies it).
std::unique_ptr<PerceptualEncoder> openEncoder(const std::filesystem::path& weights,
                                               const EncoderOptions& options = {});

} // namespace croquis::perceptual
