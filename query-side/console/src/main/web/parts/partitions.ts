import { get } from '../app/api';
import { ifKnown } from '../app/loading';

/** A partition as the projections know it. */
export interface Projected { partition: number; position: number; lagEvents: number; lagMillis?: number; replica?: string; host?: string }

/** A partition as the relay knows it. */
export interface Relayed {
  partition: number; committed: number; published?: number; backlog?: number; oldestAt?: string; ageMillis?: number;
  state: 'PUBLISHING' | 'STOPPED' | 'RESUMING' | 'ELSEWHERE' | 'FREE'; leader?: string; stopReason?: string;
}

export interface Visible { windowMillis: number; p50Millis: number; p95Millis: number; maxMillis: number }

/** Both ways of an event: from the log to Kafka, and from there to the views. Of what does not answer, what it last said. */
export interface Partitions {
  projected?: Projected[];
  visible?: Visible;
  relayed?: Relayed[];
  /** When the projections and the relay have answered last, in milliseconds since 1970. */
  projectedAt?: number;
  relayedAt?: number;
  /** When they were asked last. */
  askedAt: number;
}

export async function partitions(signal: AbortSignal, last?: Partitions): Promise<Partitions> {
  const [projections, relay] = await Promise.all([
    ifKnown(get<{ partitions: Projected[]; commitToVisible?: Visible }>('/queries/v1/admin/projections', signal)),
    ifKnown(get<{ partitions: Relayed[] }>('/commands/v1/admin/relay', signal)),
  ]);
  const askedAt = Date.now();
  return {
    askedAt,
    ...projections ? { projected: projections.body.partitions, visible: projections.body.commitToVisible, projectedAt: askedAt }
      : { projected: last?.projected, visible: last?.visible, projectedAt: last?.projectedAt },
    ...relay ? { relayed: relay.body.partitions, relayedAt: askedAt } : { relayed: last?.relayed, relayedAt: last?.relayedAt },
  };
}

export function sum<T>(all: T[], number: (one: T) => number | undefined): number {
  return all.reduce((total, one) => total + (number(one) ?? 0), 0);
}

/** The longest that an event waits to be published, ms. */
export function oldest(relayed: Relayed[]): number {
  return Math.max(0, ...relayed.map(one => one.ageMillis ?? 0));
}

/** The longest that a partition's views are behind, ms. */
export function behind(projected: Projected[]): number {
  return Math.max(0, ...projected.filter(one => one.lagEvents > 0).map(one => one.lagMillis ?? 0));
}
