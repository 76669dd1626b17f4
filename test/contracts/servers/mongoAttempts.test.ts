import { describeOn } from '../../services/describeOn.js';
import { attemptsContract } from '../attemptsContract.js';
import { mongoFixture } from './mongoFixture.js';

describeOn('mongo', 'attempts on a shared server', (address) => {
  attemptsContract('attempts: MongoDB', () => mongoFixture(address(), ({ attempts }) => attempts));
});
