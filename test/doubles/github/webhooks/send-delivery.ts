import { createHmac } from 'node:crypto';
import type { Delivery, WebhookOptions } from './webhook-options.ts';

/** Sends one attempt and notes on it how it went. Never throws: what fails is logged, as GitHub does. */
export async function sendDelivery(
  delivery: Delivery,
  { url, secret, timeoutMs = 10_000 }: WebhookOptions,
  app: number,
  now: () => number,
): Promise<void> {
  const body = JSON.stringify(delivery.payload);
  const began = performance.now();
  delivery.deliveredAt = now();
  delivery.requestHeaders = headersOf(delivery, body, secret, app);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: delivery.requestHeaders,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    delivery.responseBody = await answer.text();
    delivery.responseHeaders = Object.fromEntries(answer.headers);
    delivery.statusCode = answer.status;
    delivery.status = answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`;
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    failDelivery(delivery, isLate ? 504 : 502);
  }
  delivery.durationMs = performance.now() - began;
}

/** 504: nobody answered in time; 502: nobody was there. */
export function failDelivery(delivery: Delivery, status: 502 | 504): void {
  delivery.statusCode = status;
  delivery.status = status === 504 ? 'timed out' : 'failed to connect to host';
}

function headersOf(
  { guid, event }: Delivery,
  body: string,
  secret: string,
  app: number,
): Readonly<Record<string, string>> {
  const signature = (algorithm: 'sha1' | 'sha256'): string =>
    `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/d0b1e00',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': '1',
    'x-github-hook-installation-target-id': String(app),
    'x-github-hook-installation-target-type': 'integration',
    ...(secret === ''
      ? {}
      : { 'x-hub-signature': signature('sha1'), 'x-hub-signature-256': signature('sha256') }),
  };
}
