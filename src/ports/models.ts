import type { Observable } from 'rxjs';
import type { Model } from '../domain/learning/model.js';
import type { CurrentModel, PublishedModel } from '../domain/learning/publishedModel.js';

/** The files of a model by name. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Trained models by name and version, and which version of a name is current. Promises: what resolved survives kill −9; a version stays as
 * it was published; who reads sees a version only with all of its files. While the store is away all of it waits.
 */
export interface Models {
  /** All versions, by name, then as they were published: the oldest first. */
  list(): Promise<readonly PublishedModel[]>;
  find(name: string, version: string): Promise<PublishedModel | undefined>;
  current(name: string): Promise<CurrentModel | undefined>;
  /**
   * Puts its files, then its record. Of a version that is there: its files once more, where they are damaged. Error `refused-input`: a name that
   * is no name, files that are not those of the record, or a version that is there and judges in another way.
   */
  publish(model: Model, files: ModelFiles): Promise<PublishedModel>;
  /** Its files as they were published, checked (size, SHA-256). Error `corrupt-blob`: damaged, or gone. */
  files(model: PublishedModel): Promise<ModelFiles>;
  /**
   * Makes a version that was published the current one; of one that is already: nothing. `rolled back` forgets the versions since. Error `not-found`.
   */
  makeCurrent(name: string, version: string, reason: CurrentModel['reason']): Promise<CurrentModel>;
  /** The current version of a name now, if there is one, and whenever it changes. */
  follow(name: string): Observable<CurrentModel>;
}
