// Writes dashboards/mashstream.json: npm run dashboard
import { writeFileSync } from 'node:fs';
import { dashboardJson } from './dashboard.js';

writeFileSync(new URL('dashboards/mashstream.json', import.meta.url), dashboardJson());
