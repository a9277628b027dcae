package org.hearhear.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Every setting of Hearhear, read through MicroProfile Config when the application starts: from
 * system properties ({@code hearhear.data.dir}) and environment variables ({@code
 * HEARHEAR_DATA_DIR}). All mistakes are told at once, and the application does not start with any.
 * Immutable, and so safe for all threads.
 */
@Singleton
public class Settings {
  private static final int MINUTE = 60_000;

  /** What a command takes in a frame besides its text. */
  private static final int FRAME_REST_BYTES = 1_024;

  /** A control character is one byte of text, and this many in JSON. */
  private static final int ESCAPED = 6;

  // Storage.
  public static final Setting<String> DATA_DIR =
      Setting.text(
          "hearhear.data.dir",
          "path",
          "Where the embedded database and uploaded files live; empty: .hearhear/CONTEXT in the home directory"
              + " of the server's user.");
  public static final Setting<String> DATABASE_URL =
      Setting.text(
          "hearhear.database.url",
          "JDBC URL",
          "jdbc:postgresql://host/database for PostgreSQL; empty: the embedded database.");
  public static final Setting<String> DATABASE_USER =
      Setting.text("hearhear.database.user", "name", "The user for database.url.");
  public static final Setting<String> DATABASE_PASSWORD =
      Setting.text("hearhear.database.password", "secret", "The password of that user.");
  public static final Setting<String> DATABASE_JNDI =
      Setting.text(
          "hearhear.database.jndi",
          "JNDI name",
          "A data source of the server's, PostgreSQL, in place of database.url.");
  public static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.number(
          "hearhear.database.connections",
          20,
          "connections",
          8,
          200,
          "Size of the connection pool; not used with database.jndi.");
  public static final Setting<Duration> DATABASE_WAIT =
      Setting.millis(
          "hearhear.database.wait",
          5_000,
          250,
          MINUTE,
          "How long a request waits for a database connection, and a batch of writes for its commit.");
  public static final Setting<Duration> DATABASE_TIMEOUT =
      Setting.millis(
          "hearhear.database.timeout",
          20_000,
          1_000,
          60 * MINUTE,
          "How long PostgreSQL may take for one answer before its connection is given up; not for"
              + " migrations, and not with database.jndi.");
  public static final Setting<Boolean> POWER_SAFE =
      Setting.flag(
          "hearhear.power.safe",
          false,
          "Whether the embedded database writes through to the disk, so that what was acknowledged"
              + " also survives a loss of power; slower.");

  // Accounts and login sessions.
  public static final Setting<List<String>> ADMINISTRATORS =
      Setting.list(
          "hearhear.administrators",
          "account names",
          "Accounts that are administrators, whenever they sign up.");
  public static final Setting<Boolean> REGISTRATION =
      Setting.flag(
          "hearhear.registration", true, "Whether anybody may create an account by himself.");
  public static final Setting<Integer> PASSWORD_HASHES =
      Setting.number(
          "hearhear.password.hashes",
          2,
          "hashes",
          1,
          64,
          "Passwords hashed at the same time; each takes 19 MiB.");
  public static final Setting<Duration> LOGIN_IDLE =
      Setting.days("hearhear.login.idle", 30, 1, 365, "A login session unused for so long ends.");
  public static final Setting<Duration> LOGIN_MAX =
      Setting.days(
          "hearhear.login.max", 90, 1, 3_650, "A login session ends after so long anyway.");
  public static final Setting<Integer> LOGINS =
      Setting.number(
          "hearhear.login.count",
          100,
          "login sessions",
          1,
          10_000,
          "Login sessions of one account; a further one ends the least recently used.");
  public static final Setting<Map<String, String>> API_KEYS =
      Setting.apiKeys(
          "hearhear.api.keys",
          "Applications that may buy tickets, with which their own pages sign people in here: each"
              + " by a name that stays, and a key; one name may have several keys.");
  public static final Setting<Duration> TICKET_LIFE =
      Setting.millis(
          "hearhear.ticket.life",
          MINUTE,
          5_000,
          10 * MINUTE,
          "How long a ticket is good until a browser brings it.");
  public static final Setting<Duration> TOKEN_LIFE =
      Setting.minutes(
          "hearhear.token.life",
          10,
          1,
          24 * 60,
          "How long a token is good that a ticket was changed for; a page renews it before.");
  public static final Setting<Integer> SIGN_IN_FAILURES =
      Setting.number(
          "hearhear.limit.signin.account",
          5,
          "failures in 15 minutes",
          1,
          1_000,
          "Failed sign-ins for one name from one address.");
  public static final Setting<Integer> SIGN_IN_FAILURES_ADDRESS =
      Setting.number(
          "hearhear.limit.signin.address",
          100,
          "failures an hour",
          1,
          100_000,
          "Failed sign-ins from one address, whatever the names.");
  public static final Setting<Integer> REGISTRATIONS_ADDRESS =
      Setting.number(
          "hearhear.limit.registrations",
          20,
          "attempts an hour",
          1,
          100_000,
          "Attempts to create an account from one address, those with taken names too.");

  // People and moderation.
  public static final Setting<String> PEOPLE_LISTED =
      Setting.choice(
          "hearhear.people.listed",
          "Whom people find by searching: everyone, or those they share a conversation with; others"
              + " then by the whole name only.",
          "everyone",
          "known");
  public static final Setting<Integer> REPORTS_PER_DAY =
      Setting.number(
          "hearhear.limit.reports",
          20,
          "reports",
          1,
          10_000,
          "Messages that one account reports within 24 hours and that no moderator has decided on.");

  // The door.
  public static final Setting<List<String>> ORIGINS =
      Setting.origins(
          "hearhear.origins",
          "Origins allowed besides the application's own, such as https://app.example.com.");
  public static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      Setting.addresses(
          "hearhear.trusted.proxies",
          "Proxies whose X-Forwarded-For and X-Forwarded-Host headers count.");
  public static final Setting<List<String>> FRAME_ANCESTORS =
      Setting.origins(
          "hearhear.frame.ancestors",
          "Origins, besides the application's own, that may show its pages in a frame.");
  public static final Setting<Duration> LOGIN_RECHECK =
      Setting.millis(
          "hearhear.login.recheck",
          30_000,
          1_000,
          10 * MINUTE,
          "How often the logins behind open connections are looked up again.");

  // Connections.
  public static final Setting<Integer> FRAME_IN_BYTES =
      Setting.number(
          "hearhear.frame.in.bytes",
          131_072,
          "bytes",
          4_096,
          262_144,
          "Largest frame in; half of what web.xml lets Tyrus buffer.");
  public static final Setting<Integer> FRAME_OUT_BYTES =
      Setting.number(
          "hearhear.frame.out.bytes",
          32_768,
          "bytes",
          4_096,
          1_048_576,
          "Size from which on a frame out takes no further event.");
  public static final Setting<Integer> OUTBOX_EVENTS =
      Setting.number(
          "hearhear.outbox.events",
          1_000,
          "events",
          50,
          100_000,
          "Events that wait for one connection.");
  public static final Setting<Integer> OUTBOX_BYTES =
      Setting.number(
          "hearhear.outbox.bytes",
          1_048_576,
          "bytes",
          262_144,
          67_108_864,
          "Bytes that wait for one connection.");
  public static final Setting<Integer> WINDOW_BYTES =
      Setting.number(
          "hearhear.window.bytes",
          524_288,
          "bytes",
          65_536,
          67_108_864,
          "Bytes sent to one connection that its peer has not taken; then it waits in the outbox.");
  public static final Setting<Integer> FLUSHERS =
      Setting.number(
          "hearhear.flushers", 2, "threads", 1, 32, "Threads that write outboxes to sockets.");
  public static final Setting<Duration> SEND_TIMEOUT =
      Setting.millis(
          "hearhear.send.timeout",
          20_000,
          500,
          10 * MINUTE,
          "A peer that has not taken what was sent in this time is closed (4008).");
  public static final Setting<Duration> HEARTBEAT =
      Setting.millis("hearhear.heartbeat", 25_000, 500, 10 * MINUTE, "How often the server pings.");
  public static final Setting<Duration> SILENCE =
      Setting.millis(
          "hearhear.silence",
          60_000,
          1_000,
          60 * MINUTE,
          "A peer that has sent nothing for so long is closed; more than the heartbeat.");
  public static final Setting<Duration> HELLO_TIMEOUT =
      Setting.millis(
          "hearhear.hello.timeout",
          10_000,
          500,
          10 * MINUTE,
          "A connection that has not said hello by then is closed.");
  public static final Setting<Duration> RECONNECT_WITHIN =
      Setting.millis(
          "hearhear.reconnect.within",
          5_000,
          0,
          10 * MINUTE,
          "Clients cut without a word come back at a random time within this.");
  public static final Setting<Integer> CONNECTIONS_PER_ACCOUNT =
      Setting.number(
          "hearhear.limit.connections",
          20,
          "connections",
          1,
          1_000,
          "Open connections of one account on this node, both endpoints together.");
  public static final Setting<Integer> COMMANDS_IN_FLIGHT =
      Setting.number(
          "hearhear.limit.inflight",
          64,
          "commands",
          1,
          10_000,
          "Commands of one connection that wait for their replies.");
  public static final Setting<Integer> MALFORMED_FRAMES =
      Setting.number(
          "hearhear.limit.malformed",
          10,
          "frames",
          1,
          1_000,
          "Unreadable frames after which a connection is closed (4500).");
  public static final Setting<Integer> REFUSALS =
      Setting.number(
          "hearhear.limit.refusals",
          200,
          "refusals",
          10,
          100_000,
          "Commands refused by a limit, one after the other, until it is a flood (4029).");
  public static final Setting<Integer> WATCHED_ITEMS =
      Setting.number(
          "hearhear.limit.watched",
          1_000,
          "items",
          1,
          100_000,
          "Items that one connection watches.");
  public static final Setting<Integer> WATCHED_RANKINGS =
      Setting.number(
          "hearhear.limit.rankings",
          100,
          "rankings",
          1,
          10_000,
          "Rankings of boards that one connection watches.");

  // Presence.
  public static final Setting<Integer> WATCHED_PEOPLE =
      Setting.number(
          "hearhear.limit.people",
          500,
          "people",
          1,
          10_000,
          "People whose presence one connection watches.");
  public static final Setting<Duration> PRESENCE_LINGER =
      Setting.millis(
          "hearhear.presence.linger",
          5_000,
          0,
          10 * MINUTE,
          "Somebody without any connection counts as offline after so long.");
  public static final Setting<Duration> PRESENCE_LEASE =
      Setting.millis(
          "hearhear.presence.lease",
          15_000,
          5_000,
          10 * MINUTE,
          "A node that has not been heard of for so long is taken for dead, and its people for"
              + " offline.");
  public static final Setting<Duration> TYPING =
      Setting.millis(
          "hearhear.typing",
          6_000,
          2_000,
          MINUTE,
          "How long clients show that somebody is typing, unless they hear it again.");

  // Rates: a burst, and what comes back each second.
  public static final Setting<Integer> MESSAGE_BURST =
      rate("hearhear.limit.message.burst", 60, "Messages of one account at once.");
  public static final Setting<Integer> MESSAGE_RATE =
      rate("hearhear.limit.message.rate", 2, "Messages a second of one account.");
  public static final Setting<Integer> VOTE_BURST =
      rate("hearhear.limit.vote.burst", 60, "Votes of one account at once.");
  public static final Setting<Integer> VOTE_RATE =
      rate("hearhear.limit.vote.rate", 5, "Votes a second of one account.");
  public static final Setting<Integer> VOTE_ADDRESS_BURST =
      rate(
          "hearhear.limit.vote.address.burst",
          3_000,
          "Votes from one address at once, of all accounts; everybody in a company or a school may"
              + " have the same one.");
  public static final Setting<Integer> VOTE_ADDRESS_RATE =
      rate(
          "hearhear.limit.vote.address.rate",
          300,
          "Votes a second from one address, of all accounts.");
  public static final Setting<Integer> POSTS =
      Setting.number(
          "hearhear.limit.posts",
          20,
          "items a minute",
          1,
          1_000_000,
          "Items that one account posts on boards, at once and in a minute.");
  public static final Setting<Duration> NEWCOMER =
      Setting.minutes(
          "hearhear.newcomer",
          60,
          0,
          7 * 24 * 60,
          "How long a new account counts as a newcomer, who may do less; 0: nobody does.");
  public static final Setting<Integer> NEWCOMER_COST =
      Setting.number(
          "hearhear.newcomer.cost",
          4,
          "tokens",
          1,
          60,
          "What each message, vote and post of a newcomer takes of his account's limit; of others it"
              + " takes 1.");
  public static final Setting<Integer> COMMAND_BURST =
      rate(
          "hearhear.limit.command.burst",
          120,
          "Other commands and HTTP calls of one account at once.");
  public static final Setting<Integer> COMMAND_RATE =
      rate(
          "hearhear.limit.command.rate",
          10,
          "Other commands and HTTP calls a second of one account.");
  public static final Setting<Integer> HANDSHAKE_BURST =
      rate("hearhear.limit.handshake.burst", 30, "Handshakes of one account at once.");
  public static final Setting<Integer> HANDSHAKE_RATE =
      rate("hearhear.limit.handshake.rate", 1, "Handshakes a second of one account.");
  public static final Setting<Integer> ADDRESS_BURST =
      rate("hearhear.limit.address.burst", 300, "Handshakes from one address at once.");
  public static final Setting<Integer> ADDRESS_RATE =
      rate("hearhear.limit.address.rate", 50, "Handshakes a second from one address.");
  public static final Setting<Integer> API_BURST =
      rate("hearhear.limit.api.burst", 300, "HTTP calls from one address at once.");
  public static final Setting<Integer> API_RATE =
      rate("hearhear.limit.api.rate", 50, "HTTP calls a second from one address.");
  public static final Setting<Integer> BUCKETS =
      Setting.number(
          "hearhear.limit.buckets",
          100_000,
          "accounts or addresses",
          1_000,
          10_000_000,
          "How many are remembered, for each kind of rate limit.");

  // Messages and pages.
  public static final Setting<Integer> MESSAGE_CODE_POINTS =
      Setting.number(
          "hearhear.message.codepoints", 8_000, "code points", 100, 100_000, "Longest message.");
  public static final Setting<Integer> MESSAGE_BYTES =
      Setting.number(
          "hearhear.message.bytes", 32_768, "bytes", 400, 200_000, "Longest message in UTF-8.");
  public static final Setting<Integer> PAGE_ROWS =
      Setting.number("hearhear.page.rows", 100, "rows", 10, 1_000, "Largest page.");
  public static final Setting<Integer> PAGE_BYTES =
      Setting.number(
          "hearhear.page.bytes",
          24_576,
          "bytes",
          4_096,
          524_288,
          "Size from which on a page takes no further row.");

  // What becomes of messages, and who takes part.
  public static final Setting<Duration> EDIT_WINDOW =
      Setting.minutes(
          "hearhear.message.edit",
          1_440,
          0,
          5_256_000,
          "How long its author may edit a message; 0: never.");
  public static final Setting<Duration> DELETE_WINDOW =
      Setting.minutes(
          "hearhear.message.delete",
          43_200,
          0,
          5_256_000,
          "How long its author may delete a message; a group's owner may at any time.");
  public static final Setting<Integer> REACTIONS =
      Setting.number(
          "hearhear.message.reactions", 200, "reactions", 1, 500, "Most reactions to a message.");
  public static final Setting<Integer> GROUP_MEMBERS =
      Setting.number("hearhear.group.members", 100, "people", 2, 100, "Most members of a group.");
  public static final Setting<Integer> RECEIPT_MEMBERS =
      Setting.number(
          "hearhear.receipt.members",
          20,
          "people",
          2,
          100,
          "Size up to which the members of a group learn how far the others have got.");
  public static final Setting<Integer> BLOCKS =
      Setting.number("hearhear.blocks", 1_000, "people", 1, 100_000, "How many one may block.");
  public static final Setting<Integer> SEARCHES =
      Setting.number("hearhear.searches", 2, "searches", 1, 64, "Searches at the same time.");
  public static final Setting<Duration> SEARCH_TIME =
      Setting.millis("hearhear.search.time", 5_000, 1_000, 60_000, "How long one search may take.");

  // Reading and writing.
  public static final Setting<Integer> READERS =
      Setting.number("hearhear.readers", 8, "threads", 1, 64, "Threads that read pages.");
  public static final Setting<Integer> READER_QUEUE =
      Setting.number(
          "hearhear.readers.queue", 1_000, "connections", 10, 100_000, "Reads that wait.");
  public static final Setting<Integer> BACKGROUND =
      Setting.number(
          "hearhear.background",
          3,
          "threads",
          1,
          16,
          "Threads for comparisons, gaps, delivered marks, bursts, logins and housekeeping.");
  public static final Setting<Integer> LANES =
      Setting.number(
          "hearhear.journal.lanes",
          2,
          "lanes",
          1,
          16,
          "Writing lanes of each feature on PostgreSQL; the embedded database has one.");
  public static final Setting<Integer> BATCH_WRITES =
      Setting.number(
          "hearhear.journal.batch", 512, "writes", 1, 10_000, "Writes in one transaction.");
  public static final Setting<Integer> LANE_QUEUE =
      Setting.number(
          "hearhear.journal.queue",
          10_000,
          "writes",
          10,
          1_000_000,
          "Writes that wait for one lane.");
  public static final Setting<Integer> UNPUBLISHED_BATCHES =
      Setting.number(
          "hearhear.journal.unpublished",
          16,
          "batches",
          1,
          1_000,
          "Committed batches of one lane that wait to be published; further writes wait.");
  public static final Setting<Integer> BATCH_ATTEMPTS =
      Setting.number(
          "hearhear.journal.attempts",
          5,
          "attempts",
          1,
          100,
          "Tries of one batch after deadlocks or lost connections.");
  public static final Setting<Duration> BATCH_PAUSE =
      Setting.millis("hearhear.journal.pause", 100, 1, MINUTE, "Pause before such a try.");
  public static final Setting<Duration> TALLY_INTERVAL =
      Setting.millis(
          "hearhear.tally.interval",
          100,
          10,
          10_000,
          "Least time between two tally frames to one watcher.");
  public static final Setting<Duration> COMPARISON =
      Setting.millis(
          "hearhear.comparison",
          5_000,
          100,
          10 * MINUTE,
          "How often what was pushed is compared with the database, to heal what was lost.");
  public static final Setting<Integer> COMPARED_ITEMS =
      Setting.number(
          "hearhear.comparison.items",
          10_000,
          "items",
          100,
          100_000,
          "Items in one query of a comparison; ten times as many new ones are remembered for the"
              + " next.");
  public static final Setting<Duration> RANKING_INTERVAL =
      Setting.millis(
          "hearhear.ranking.interval",
          2_000,
          100,
          10 * MINUTE,
          "How often a ranking that is watched is read anew, and how old one is that is given out.");
  public static final Setting<Integer> RANKED_ITEMS =
      Setting.number(
          "hearhear.ranking.items",
          10_000,
          "items",
          100,
          100_000,
          "Items in a ranking; those behind them are on no page of it.");
  public static final Setting<Integer> RANKED_ITEMS_KEPT =
      Setting.number(
          "hearhear.ranking.kept",
          2_000_000,
          "items",
          1_000,
          100_000_000,
          "Items in all older versions of rankings that are kept for who pages through them; each"
              + " takes 8 bytes.");
  public static final Setting<Integer> BOARDS =
      Setting.number(
          "hearhear.boards", 500, "boards", 1, 100_000, "Boards that moderators can make.");
  public static final Setting<Duration> RECOUNT =
      Setting.millis(
          "hearhear.recount",
          60 * MINUTE,
          MINUTE,
          24 * 60 * MINUTE,
          "How often all votes are counted once more, to find counts that are wrong.");
  public static final Setting<Integer> RECOUNTED_ITEMS =
      Setting.number(
          "hearhear.recount.items", 100, "items", 1, 10_000, "Items in one query of a recount.");
  public static final Setting<Integer> RECOUNTED_ENTRIES =
      Setting.number(
          "hearhear.recount.entries",
          100_000,
          "entries",
          1,
          10_000_000,
          "Entries of vote logs in one query of a recount; a longer log is read in several.");
  public static final Setting<Integer> BURST_VOTES =
      Setting.number(
          "hearhear.burst.votes",
          30,
          "votes",
          5,
          1_000_000,
          "Votes on one item within burst.window from which on moderators see a burst.");
  public static final Setting<Duration> BURST_WINDOW =
      Setting.millis(
          "hearhear.burst.window",
          MINUTE,
          1_000,
          60 * MINUTE,
          "How long votes on one item are counted together, from the first of them on.");
  public static final Setting<Duration> BURSTS_KEPT =
      Setting.days(
          "hearhear.burst.days", 90, 1, 3_650, "How long moderators can read of a burst of votes.");
  public static final Setting<Integer> EXPORTS =
      Setting.number(
          "hearhear.exports",
          4,
          "exports",
          1,
          100,
          "Exports of boards that a node makes at once, and as many of vote logs.");
  public static final Setting<Integer> EXPORTS_ACCOUNT =
      Setting.number(
          "hearhear.exports.account",
          1,
          "exports",
          1,
          100,
          "Exports of boards that a node makes at once for one account, and as many of logs.");
  public static final Setting<Duration> EXPORT_TIME =
      Setting.millis(
          "hearhear.exports.time",
          10 * MINUTE,
          1_000,
          24 * 60 * MINUTE,
          "How long one export may take; then it is broken off.");
  public static final Setting<Integer> EXPORTED_ROWS =
      Setting.number(
          "hearhear.exports.rows", 500, "rows", 10, 10_000, "Rows of an export read at once.");
  public static final Setting<Integer> FEED_EARLY =
      Setting.number(
          "hearhear.feed.early",
          1_000,
          "events",
          1,
          100_000,
          "Events of one account that wait for an earlier one; further ones are read again.");
  public static final Setting<Integer> RESUME_EVENTS =
      Setting.number(
          "hearhear.resume.events",
          2_000,
          "events",
          1,
          1_000_000,
          "A client that has missed more than this starts afresh.");
  public static final Setting<Duration> LOG_KEPT =
      Setting.days("hearhear.log.days", 30, 1, 3_650, "How long events are kept for clients.");
  public static final Setting<Integer> LOG_ENTRIES =
      Setting.number(
          "hearhear.log.entries",
          10_000,
          "events",
          10,
          10_000_000,
          "Events of one account that are kept for its clients.");
  public static final Setting<Duration> KEYS_KEPT =
      Setting.days(
          "hearhear.keys.days",
          30,
          1,
          3_650,
          "How long the key of a command other than a message is known, so that a repeat is found.");
  public static final Setting<Duration> HOUSEKEEPING =
      Setting.millis(
          "hearhear.housekeeping",
          60 * MINUTE,
          1_000,
          24 * 60 * MINUTE,
          "How often what was kept for long enough is deleted.");

  // Attachments and pictures.
  public static final Setting<Integer> ATTACHMENT_BYTES =
      Setting.number(
          "hearhear.attachment.bytes",
          10_000_000,
          "bytes",
          1_024,
          1_073_741_824,
          "Largest file that may be uploaded to be attached; WildFly and proxies have limits, too.");
  public static final Setting<Integer> ATTACHMENTS =
      Setting.number(
          "hearhear.attachment.count", 10, "files", 1, 100, "Attachments of one message.");
  public static final Setting<Integer> ATTACHMENT_QUOTA_FILES =
      Setting.number(
          "hearhear.attachment.quota.files",
          10_000,
          "files",
          1,
          10_000_000,
          "Attachments of one account that are kept, sent or not.");
  public static final Setting<Integer> ATTACHMENT_QUOTA_SIZE =
      Setting.number(
          "hearhear.attachment.quota.size",
          1_024,
          "MiB",
          1,
          10_000_000,
          "Room for the attachments of one account, sent or not.");
  public static final Setting<Duration> ATTACHMENT_UNSENT =
      Setting.millis(
          "hearhear.attachment.unsent",
          24 * 60 * MINUTE,
          1_000,
          7 * 24 * 60 * MINUTE,
          "How long an uploaded file waits for the message that carries it; then it is deleted.");
  public static final Setting<Integer> UPLOAD_RATE =
      Setting.number(
          "hearhear.limit.upload",
          30,
          "uploads a minute",
          1,
          100_000,
          "Uploads of one account, attachments and pictures, at once and in a minute.");
  public static final Setting<Integer> IMAGE_PIXELS =
      Setting.number(
          "hearhear.image.pixels",
          40_000_000,
          "pixels",
          10_000,
          400_000_000,
          "Largest image that is taken; one takes up to 8 bytes of memory for each pixel.");
  public static final Setting<Integer> IMAGE_DECODES =
      Setting.number(
          "hearhear.image.decodes",
          2,
          "images",
          1,
          64,
          "Images read at the same time; one with more than a quarter of the pixels allowed is read"
              + " alone.");
  public static final Setting<Integer> PICTURE_BYTES =
      Setting.number(
          "hearhear.picture.bytes",
          5_242_880,
          "bytes",
          1_024,
          10_000_000,
          "Largest file that may be uploaded as the picture of a person.");

  // Operating.
  public static final Setting<String> OPS_TOKEN =
      Setting.secret(
          "hearhear.ops.token",
          16,
          "The operator's token for ops/drain; empty: there is no such address.");
  public static final Setting<Duration> DRAIN_TIME =
      Setting.millis(
          "hearhear.drain.time",
          8_000,
          100,
          MINUTE,
          "How long a drain waits for clients to take what is meant for them.");

  private final Map<String, Object> values;

  @Inject
  public Settings() {
    this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  private Settings(Function<String, Optional<String>> source) {
    Map<String, Object> read = new HashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (Setting<?> setting : all()) {
      String text = source.apply(setting.name()).orElse(setting.initial()).strip();
      try {
        read.put(setting.name(), setting.parse().apply(text));
      } catch (IllegalArgumentException wrong) {
        mistakes.add(
            "%s (%s) is %s; it must be %s, in %s"
                .formatted(
                    setting.name(),
                    setting.environmentName(),
                    setting.unit().equals("secret") ? "wrong" : '"' + text + '"',
                    setting.range(),
                    setting.unit()));
      }
    }
    values = Map.copyOf(read);
    if (mistakes.isEmpty()) {
      mistakes.addAll(conflicts());
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalStateException("Hearhear's settings: " + String.join("; ", mistakes) + ".");
    }
  }

  /** Settings that are right by themselves and cannot work together. */
  private List<String> conflicts() {
    List<String> conflicts = new ArrayList<>();
    if (get(SILENCE).compareTo(get(HEARTBEAT)) <= 0) {
      conflicts.add("HEARHEAR_SILENCE must be more than HEARHEAR_HEARTBEAT");
    }
    if (get(MESSAGE_BYTES) + FRAME_REST_BYTES > get(FRAME_IN_BYTES)) {
      conflicts.add(
          "HEARHEAR_FRAME_IN_BYTES must be at least HEARHEAR_MESSAGE_BYTES and "
              + FRAME_REST_BYTES);
    }
    if (get(PAGE_BYTES) + ESCAPED * get(MESSAGE_BYTES) > get(OUTBOX_BYTES)) {
      conflicts.add(
          "HEARHEAR_OUTBOX_BYTES must be at least HEARHEAR_PAGE_BYTES and "
              + ESCAPED
              + " times HEARHEAR_MESSAGE_BYTES");
    }
    if (2 * get(LANES) >= get(DATABASE_CONNECTIONS)) {
      conflicts.add("HEARHEAR_DATABASE_CONNECTIONS must be more than twice HEARHEAR_JOURNAL_LANES");
    }
    return conflicts;
  }

  /** Settings from a map, for what is not there the defaults. */
  public static Settings of(Map<String, String> source) {
    return new Settings(name -> Optional.ofNullable(source.get(name)));
  }

  /** Every setting there is, in the order of the documentation. */
  public static List<Setting<?>> all() {
    List<Setting<?>> settings = new ArrayList<>();
    try {
      for (Field field : Settings.class.getFields()) {
        settings.add((Setting<?>) field.get(null));
      }
    } catch (IllegalAccessException impossible) {
      throw new AssertionError("public fields can be read", impossible);
    }
    return settings;
  }

  /** The value in force. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Put there by its own parse().
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.name());
    if (value == null) {
      throw new IllegalArgumentException(setting.name() + " is not declared in Settings");
    }
    return (T) value;
  }

  private static Setting<Integer> rate(String name, int initial, String meaning) {
    return Setting.number(name, initial, "tokens", 1, 1_000_000, meaning);
  }
}
