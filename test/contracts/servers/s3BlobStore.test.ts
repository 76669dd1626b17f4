import { describeOn } from '../../services/describeOn.js';
import { blobStoreContract } from '../blobStoreContract.js';
import { s3Fixture } from './s3Fixture.js';

describeOn('s3', 'the port of blobs on S3', (address) => {
  blobStoreContract('blobs: S3', () => s3Fixture(address()));
});
