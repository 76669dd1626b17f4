import { from, mergeAll, type Observable } from 'rxjs';

/** The values of a promised list, one by one: what an effect returns that derives several messages at once. */
export const each = <B>(values: Promise<readonly B[]>): Observable<B> => from(values).pipe(mergeAll());
