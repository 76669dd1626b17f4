// Writes the schemas and the AsyncAPI document of docs/messages: npm run messages
import { writeFileSync } from 'node:fs';
import { messageFiles } from './messageFiles.js';

for (const [name, content] of messageFiles())
  writeFileSync(new URL(`../../docs/messages/${name}`, import.meta.url), content);
