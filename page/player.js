/**
 * A mashup as the player sees it.
 * @typedef {object} Track
 * @property {PageEntry} entry
 * @property {() => Readonly<Record<string, number>>} levels  linear level of each part
 * @property {(state: 'stopped' | 'loading' | 'playing', problem?: string) => void} show
 * @property {(position: number) => void} showPosition
 * @property {number} position  where it stands or was started, seconds
 */

/** Time to fill the audio device's buffer before the parts begin together. */
const lead = 0.05;
/** Levels move so fast that one hears no click. */
const glide = 0.012;

/** Plays one mashup at a time; the sound of the last one is kept. */
class Player {
  /** @type {AudioContext | undefined} */
  context;
  /** @type {Track | undefined} */
  track;
  /** @type {{ entry: PageEntry, buffers: Buffers } | undefined} */
  loaded;
  /** A mashup is about to play. */
  loading = false;
  /** @type {ReturnType<typeof startParts> & { at: number } | undefined} */
  running;

  /**
   * Pauses a mashup that plays, plays one that does not.
   * @param {Track} track
   */
  toggle(track) {
    if (this.track === track && (this.running || this.loading)) this.pause();
    else void this.play(track);
  }

  /**
   * Plays a mashup from where it stands; another one that plays is paused.
   * @param {Track} track
   */
  async play(track) {
    this.pause();
    this.track = track;
    this.loading = true;
    track.show('loading');
    try {
      this.context ??= new AudioContext();
      // Not waited for: without a device to play on it would never come, and the parts wait for it together.
      void this.context.resume();
      const buffers = await this.buffersOf(this.context, track.entry);
      if (this.isAwaited(track)) this.start(this.context, track, buffers);
    } catch (error) {
      if (this.isAwaited(track)) this.pause();
      track.show('stopped', error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Whether a mashup shall still play when it is there: meanwhile it may have been paused, or another one asked for.
   * @param {Track} track
   */
  isAwaited(track) {
    return this.track === track && this.loading;
  }

  /**
   * @param {AudioContext} context
   * @param {PageEntry} entry
   * @returns {Promise<Buffers>}
   */
  async buffersOf(context, entry) {
    if (this.loaded?.entry === entry) return this.loaded.buffers;
    this.loaded = undefined;
    const buffers = await decodeSound(context, await loadSound(entry.script ?? ''));
    this.loaded = { entry, buffers };
    return buffers;
  }

  /**
   * @param {AudioContext} context
   * @param {Track} track
   * @param {Buffers} buffers
   */
  start(context, track, buffers) {
    this.loading = false;
    if (track.position > track.entry.duration - 0.05) track.position = 0;
    const at = context.currentTime + lead;
    const running = {
      at,
      ...startParts(context, buffers, { at, from: track.position, levels: track.levels() }),
    };
    this.running = running;
    track.show('playing');
    const follow = () => {
      if (this.running !== running) return;
      track.showPosition(this.positionOf(track));
      requestAnimationFrame(follow);
    };
    follow();
    running.sources[0].onended = () => {
      if (this.running !== running) return;
      this.pause();
      this.move(track, 0);
    };
  }

  /**
   * What is heard of a mashup now, seconds.
   * @param {Track} track
   * @returns {number}
   */
  positionOf(track) {
    const { context, running } = this;
    if (this.track !== track || !context || !running) return track.position;
    const gone = context.currentTime - (context.outputLatency || 0) - running.at;
    return Math.min(track.entry.duration, track.position + Math.max(0, gone));
  }

  pause() {
    const { track, running } = this;
    if (!track) return;
    const position = this.positionOf(track);
    this.running = undefined;
    this.loading = false;
    for (const source of running?.sources ?? []) source.stop();
    track.position = position;
    track.show('stopped');
    track.showPosition(position);
  }

  /**
   * Goes to a place of a mashup, and plays on there if it plays.
   * @param {Track} track
   * @param {number} position
   */
  move(track, position) {
    const playing = this.track === track && this.running !== undefined;
    if (playing) this.pause();
    track.position = Math.min(Math.max(0, position), track.entry.duration);
    track.showPosition(track.position);
    if (playing && this.context && this.loaded) this.start(this.context, track, this.loaded.buffers);
  }

  /**
   * Takes over the levels of a mashup that plays.
   * @param {Track} track
   */
  adjust(track) {
    if (this.track !== track || !this.context) return;
    for (const [role, gain] of this.running?.gains ?? [])
      gain.gain.setTargetAtTime(track.levels()[role] ?? 1, this.context.currentTime, glide);
  }
}
