// What the group robot has still to say, as rows: found, claimed, and marked. All its SQL stands here. Knows no robot
// and no language.

import type { Pool } from 'pg';
import type { Names } from '../domain/message.ts';

export interface Notice {
  readonly id: number;
  readonly reason: 'waiting' | 'escalated';
  /** This one included. */
  readonly attempts: number;
  readonly number: string;
  /** Absent: not on the menu. What was wished for instead is free text, and stays here. */
  readonly topic: Names | null;
  readonly township: Names | null;
}

export interface RobotNotices {
  /** Whether anything could be claimed now. */
  due(): Promise<boolean>;
  /** What to say next; nothing while the last post is too short a time ago. It is this process's for half a minute. */
  claim(limit: number): Promise<readonly Notice[]>;
  markPosted(ids: readonly number[]): Promise<void>;
  markLater(ids: readonly number[], afterSeconds: number): Promise<void>;
  drop(ids: readonly number[], code: string): Promise<void>;
}

export function createRobotNotices(pool: Pool, pauseMs: number, clock?: () => Date): RobotNotices {
  const now = (): Date | null => clock?.() ?? null;
  return {
    async due() {
      const { rowCount } = await pool.query(dueSql, [now(), pauseMs]);
      return rowCount !== 0;
    },
    async claim(limit) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        // One at a time, over all processes: each must see when the one before it tried.
        await client.query(`SELECT pg_advisory_xact_lock(hashtext('robot_notice'))`);
        await client.query(findSql, [now()]);
        const { rows } = await client.query<Notice>(claimSql, [now(), pauseMs, limit]);
        await client.query('COMMIT');
        return rows;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
    async markPosted(ids) {
      await pool.query(`UPDATE robot_notice SET posted_at = ${at} WHERE id = ANY($2)`, [now(), ids]);
    },
    async markLater(ids, afterSeconds) {
      await pool.query(
        `UPDATE robot_notice SET due_at = ${at} + make_interval(secs => $3::float8) WHERE id = ANY($2)`,
        [now(), ids, afterSeconds],
      );
    },
    async drop(ids, code) {
      await pool.query(`UPDATE robot_notice SET dropped_at = ${at}, drop_code = $3 WHERE id = ANY($2)`, [
        now(),
        ids,
        code,
      ]);
    },
  };
}

const at = 'coalesce($1::timestamptz, clock_timestamp())';
const open = 'posted_at IS NULL AND dropped_at IS NULL';
const rested = `NOT EXISTS (
  SELECT FROM robot_notice t WHERE t.tried_at > ${at} - make_interval(secs => $2::float8 / 1000))`;

/** Orders that were matched, as they stand, and wait for a coordinator. */
const waiting = `
  SELECT o.id, o.version FROM orders o
    JOIN proposal p ON p.order_id = o.id AND p.order_version = o.version
   WHERE o.state IN ('submitted', 'proposed')`;

const dueSql = `
  SELECT WHERE ${rested} AND (
    EXISTS (SELECT FROM robot_notice WHERE ${open} AND due_at <= ${at})
    OR EXISTS (SELECT FROM (${waiting}) w WHERE NOT EXISTS (
      SELECT FROM robot_notice n WHERE n.order_id = w.id AND n.order_version = w.version AND n.reason = 'waiting')))`;

// What has moved on meanwhile is no news any more.
const findSql = `
  WITH found AS (
    INSERT INTO robot_notice (order_id, order_version, reason, due_at)
    SELECT w.id, w.version, 'waiting', ${at} FROM (${waiting}) w ON CONFLICT DO NOTHING
  )
  UPDATE robot_notice n SET dropped_at = ${at}, drop_code = 'moved_on' FROM orders o
   WHERE o.id = n.order_id AND ${open}
     AND (o.state NOT IN ('submitted', 'proposed') OR o.version <> n.order_version)`;

// Tried and due again in half a minute: that is the lease.
const claimSql = `
  WITH next AS (
    SELECT id FROM robot_notice WHERE ${open} AND due_at <= ${at} AND ${rested} ORDER BY id LIMIT $3
  ), claimed AS (
    UPDATE robot_notice n SET tried_at = ${at}, due_at = ${at} + interval '30 seconds', attempts = attempts + 1
      FROM next WHERE n.id = next.id RETURNING n.id, n.order_id, n.reason, n.attempts
  )
  SELECT c.id, c.reason, c.attempts, o.number,
         CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('zh', t.name_zh, 'en', t.name_en) END AS topic,
         (WITH RECURSIVE up AS (
            SELECT a.* FROM area a WHERE a.id = o.area_id
            UNION ALL SELECT a.* FROM area a JOIN up ON a.id = up.parent_id
          ) SELECT jsonb_build_object('zh', name, 'en', name_en) FROM up WHERE kind = 'township' LIMIT 1) AS township
    FROM claimed c JOIN orders o ON o.id = c.order_id LEFT JOIN topic t ON t.id = o.topic_id
   ORDER BY c.reason DESC, c.id`;
