/** The first look at a paper: each unit by itself and its surroundings. */
import type { Lexicon } from '../../lexicon/types.js';
import { Emissions } from './emissions.js';
import { JointModel } from './joint-model.js';
import type { TaggerModel } from './model-file.js';
import { type PaperScenes, type Scene, SceneReader, type TaggerInput } from './scene.js';
import { type ScoredSpan, SequenceDecoder } from './sequence-decoder.js';

/** A paper as the first look leaves it; holds until the next paper is looked at. */
export interface FirstLook {
  readonly paper: PaperScenes;
  /** Sums of weights for each scene: `sums[scene][unit * stride + label]`, labels of all models. */
  readonly sums: readonly Int16Array[];
  /** Spans of all models for each scene. */
  readonly spans: readonly (readonly ScoredSpan[])[];
}

export class FirstLooker {
  readonly reader: SceneReader;
  readonly joint: JointModel;
  readonly #emissions: Emissions;
  readonly #decoders: readonly SequenceDecoder[];

  /**
   * @param bias by model, what is taken from the score of "outside" in full texts
   * @throws CannotRunError when the models do not fit each other
   */
  constructor(lexicon: Lexicon, models: readonly TaggerModel[], bias: (model: TaggerModel) => number) {
    this.joint = new JointModel(models);
    this.reader = new SceneReader(lexicon);
    this.#emissions = new Emissions(this.joint, this.reader);
    this.#decoders = this.joint.parts.map(({ model }) => new SequenceDecoder(model, bias(model)));
  }

  look(input: TaggerInput): FirstLook {
    const paper = this.reader.read(input);
    this.#emissions.begin(paper);
    const sums = paper.scenes.map((scene) => this.#sumsOf(scene));
    const spans = paper.scenes.map((scene, index) => this.#spansOf(scene, sums[index] ?? new Int16Array(0)));
    return { paper, sums, spans };
  }

  #sumsOf(scene: Scene): Int16Array {
    const { stride } = this.joint;
    const sums = new Int16Array(scene.units.count * stride);
    for (let unit = 0; unit < scene.units.count; unit++) sums.set(this.#emissions.at(scene, unit), unit * stride);
    return sums;
  }

  #spansOf({ units, full }: Scene, sums: Int16Array): ScoredSpan[] {
    const { parts, stride } = this.joint;
    return this.#decoders.flatMap((decoder, index) => {
      const { model, offset } = parts[index] ?? { model: null, offset: 0 };
      if (model === null) return [];
      const { labels, head } = model;
      const emissions = decoder.begin(units.count, full);
      for (let unit = 0, to = 0, from = offset; unit < units.count; unit++, from += stride) {
        for (let label = 0; label < labels; label++) emissions[to++] = (sums[from + label] ?? 0) * head.scale;
      }
      return decoder.spans();
    });
  }
}
