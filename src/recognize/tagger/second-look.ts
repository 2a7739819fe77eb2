/** The second look at a paper: with what the first made of the same words, phrases and short forms elsewhere in it. */
import type { FirstLook, FirstLooker } from './first-look.js';
import { HashList } from './hash-list.js';
import { JointModel, type JointPart } from './joint-model.js';
import type { TaggerModel } from './model-file.js';
import { PaperVotes } from './paper-votes.js';
import type { Scene } from './scene.js';
import { type ScoredSpan, SequenceDecoder } from './sequence-decoder.js';
import { VoteFeatures } from './vote-features.js';

export class SecondLooker {
  readonly #first: FirstLooker;
  readonly #joint: JointModel;
  readonly #decoders: readonly SequenceDecoder[];
  readonly #hashes = new HashList();
  readonly #sums: Int32Array;

  /** @param models one for each of the first look, with the same types in the same order */
  constructor(first: FirstLooker, models: readonly TaggerModel[], bias: (model: TaggerModel) => number) {
    this.#first = first;
    this.#joint = new JointModel(models);
    this.#decoders = models.map((model) => new SequenceDecoder(model, bias(model)));
    this.#sums = new Int32Array(this.#joint.stride);
  }

  /** Spans of all models for each scene. */
  look(first: FirstLook): readonly (readonly ScoredSpan[])[] {
    const { reader } = this.#first;
    const votes = new VoteFeatures(new PaperVotes(first.paper, first.spans, reader.states), reader);
    return first.paper.scenes.map((scene, index) => this.#lookAt({ scene, index, first, votes }));
  }

  #lookAt(at: SceneAt): ScoredSpan[] {
    const lists = this.#decoders.map((decoder) => decoder.begin(at.scene.units.count, at.scene.full));
    for (let unit = 0; unit < at.scene.units.count; unit++) {
      this.#hashes.length = 0;
      at.votes.write({ scene: at.scene, index: at.index, unit }, this.#hashes);
      this.#joint.add(this.#hashes, this.#sums.fill(0));
      for (const [model, emissions] of lists.entries()) this.#write(at, { unit, model }, emissions);
    }
    return this.#decoders.flatMap((decoder) => decoder.spans());
  }

  /** Scores of the first look and what the votes add to them. */
  #write({ first, index }: SceneAt, { unit, model }: { unit: number; model: number }, into: Float64Array): void {
    const [one, two] = [this.#first.joint.parts[model], this.#joint.parts[model]];
    if (one === undefined || two === undefined) return;
    const sums = first.sums[index];
    const from = unit * this.#first.joint.stride + one.offset;
    const to = unit * two.model.labels;
    for (let label = 0; label < two.model.labels; label++) {
      into[to + label] =
        (sums?.[from + label] ?? 0) * scaleOf(one) + (this.#sums[two.offset + label] ?? 0) * scaleOf(two);
    }
  }
}

interface SceneAt {
  readonly scene: Scene;
  readonly index: number;
  readonly first: FirstLook;
  readonly votes: VoteFeatures;
}

function scaleOf({ model }: JointPart): number {
  return model.head.scale;
}
