import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppSettings } from '../settings/read-app-settings.ts';
import { createBodyHold } from './body-hold.ts';
import { countRefusals } from './count-refusals.ts';
import { keepEvent, type KeepingOptions } from './keep-event.ts';
import { openProbot } from './open-probot.ts';
import { receiveWebhook, type IntakeOptions } from './receive-webhook.ts';

export interface OpeningIntake extends KeepingOptions {
  readonly settings: Pick<AppSettings, 'appId' | 'privateKey' | 'webhookSecret' | 'forge'>;
  readonly onAnswer: IntakeOptions['onAnswer'];
  readonly clock: IntakeOptions['clock'];
  readonly limits?: Partial<IntakeLimits>;
}

/** Sizes in bytes, times in milliseconds. */
export interface IntakeLimits {
  /** GitHub's own: larger payloads are not sent at all. */
  readonly mostBytes: number;
  readonly mostBodyMs: number;
  /** Of all bodies whose signature is not known yet. */
  readonly mostHeld: number;
  /** GitHub gives up after 10 s. */
  readonly mostKeepMs: number;
}

const defaults: IntakeLimits = {
  mostBytes: 25 * 1024 * 1024,
  mostBodyMs: 10_000,
  mostHeld: 26 * 1024 * 1024,
  mostKeepMs: 8_500,
};

/** From the socket to the store: limits, signature, Probot, what it asks for, kept. */
export async function openIntake(
  options: OpeningIntake,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { settings, log, onAnswer, clock } = options;
  const { mostBytes, mostBodyMs, mostHeld, mostKeepMs } = { ...defaults, ...options.limits };
  const keep = await openProbot(settings, (event) => keepEvent(event, options), log);
  const hold = createBodyHold(mostHeld);
  const limits = { mostBytes, mostMs: mostBodyMs, hold };
  const kept = { secret: settings.webhookSecret, limits, keep, mostKeepMs };
  const intake = { ...kept, log, onRefused: countRefusals(log), onAnswer, clock };
  return (request, response) => void receiveWebhook(request, response, intake);
}
