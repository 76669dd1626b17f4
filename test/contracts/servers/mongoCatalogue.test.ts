import { describeOn } from '../../services/describeOn.js';
import { catalogueContract } from '../catalogueContract.js';
import { mongoFixture } from './mongoFixture.js';

describeOn('mongo', 'the catalogue on a shared server', (address) => {
  catalogueContract('catalogue: MongoDB', () => mongoFixture(address(), ({ catalogue }) => catalogue));
});
