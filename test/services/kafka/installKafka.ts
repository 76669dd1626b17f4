import { fileURLToPath } from 'node:url';
import { builtOnce } from '../cache/builtOnce.js';
import { java, maven, needTool } from '../tools/needTool.js';
import { runTool } from '../tools/runTool.js';

const version = '4.1.2';
const pom = fileURLToPath(new URL('./pom.xml', import.meta.url));
const copyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** The folder with the jars of Apache Kafka (Apache-2.0). Error `missing-program`. */
export async function installKafka(): Promise<string> {
  await needTool(java);
  return builtOnce(`kafka-${version}`, async (folder) => {
    await needTool(maven);
    const settings = [`-Dkafka.version=${version}`, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
    await runTool('mvn', ['-B', '-q', '-f', pom, ...settings, copyPlugin]);
  });
}
