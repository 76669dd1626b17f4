import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate, type GenerateResult } from 'selfsigned';
import { freePort } from '../../support/freePort.js';
import type { BrokerSettings } from './brokerSettings.js';

/** PEM files of one authority. */
export interface Certificates {
  readonly ca: string;
  /** Of a client, signed by it. */
  readonly cert: string;
  readonly key: string;
  /** Of the broker: its key, its certificate. */
  readonly broker: string;
}

/** Makes an authority and what it signs, in a folder that is there. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const authority = await generate([{ name: 'commonName', value: 'mashstream test authority' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const signed = (name: string): Promise<GenerateResult> =>
    generate([{ name: 'commonName', value: name }], {
      ca: { key: authority.private, cert: authority.cert },
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
  const [broker, client] = [await signed('broker'), await signed('client')];
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  return {
    ca: await file('ca.pem', authority.cert),
    cert: await file('client.pem', client.cert),
    key: await file('client-key.pem', client.private),
    broker: await file('broker.pem', `${broker.private}\n${broker.cert}`),
  };
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Doors of a broker beside the plain one: all want a login (plain or scram) over TLS, one of them a certificate of the client too. */
export interface SecureListeners {
  readonly login: string;
  readonly mutual: string;
  /** Settings of the broker, from the usual ones. */
  readonly settings: (usual: BrokerSettings) => BrokerSettings;
  /** What `kafka-storage format` is told of the user of scram. */
  readonly scram: readonly string[];
}

const jaas = 'org.apache.kafka.common.security';

export async function secureListeners(
  files: Certificates,
  { username, password }: Login,
): Promise<SecureListeners> {
  const doors = { LOGIN: `127.0.0.1:${await freePort()}`, MUTUAL: `127.0.0.1:${await freePort()}` };
  const added = (list: unknown, entry: (name: string, address: string) => string): string =>
    [String(list), ...Object.entries(doors).map(([name, address]) => entry(name, address))].join();
  const ofDoor = (name: string): BrokerSettings => {
    const its = `listener.name.${name}`;
    return {
      [`${its}.sasl.enabled.mechanisms`]: 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      [`${its}.plain.sasl.jaas.config`]: `${jaas}.plain.PlainLoginModule required user_${username}="${password}";`,
      [`${its}.scram-sha-256.sasl.jaas.config`]: `${jaas}.scram.ScramLoginModule required;`,
      [`${its}.scram-sha-512.sasl.jaas.config`]: `${jaas}.scram.ScramLoginModule required;`,
    };
  };
  return {
    ...{ login: doors.LOGIN, mutual: doors.MUTUAL },
    settings: (usual) => ({
      listeners: added(usual['listeners'], (name, address) => `${name}://${address}`),
      'advertised.listeners': added(usual['advertised.listeners'], (name, address) => `${name}://${address}`),
      'listener.security.protocol.map': added(
        usual['listener.security.protocol.map'],
        (name) => `${name}:SASL_SSL`,
      ),
      ...{ 'ssl.keystore.type': 'PEM', 'ssl.keystore.location': files.broker },
      ...{ 'ssl.truststore.type': 'PEM', 'ssl.truststore.location': files.ca },
      'listener.name.mutual.ssl.client.auth': 'required',
      ...ofDoor('login'),
      ...ofDoor('mutual'),
    }),
    scram: ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${username},password=${password}]`,
    ]),
  };
}
