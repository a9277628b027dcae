package org.hearhear.load;

/** What {@code --help} says. */
final class Help {
  private static final String TEXT =
      """
      src/test/load SCENARIO --url URL [options]

      dm           users in pairs write to each other
        --users 200          how many, an even number
        --window 1           closed loop: messages open per user, until acknowledged and delivered
        --rate 0             open loop: messages a second in all; latency from the intended time
        --bytes 100          length of a text
        --history 1          messages that each conversation has before the warm-up
        --bystanders 0       others who are connected too, with an account of their own each

      upvote       voters flip their votes on a few new items that all watchers see
        --voters 200  --items 10  --watchers 200
        --per-account 20     connections of one account, where there are more watchers than voters

      connect      many connections at once, until all have their welcome
      idle         the same, then kept for --measured 30 seconds, heartbeats answered
      reconnect    all cut at once, and back from their positions in the time the server asks for
        --connections 1000   how many
        --per-account 20     of one account; HEARHEAR_LIMIT_CONNECTIONS is 20 by default
        --collect            idle, connect: let the server collect its garbage before its memory is
                             looked at; needs --server-pid, and jcmd beside this Java
        --missed 20          reconnect: events that each has missed
        --at-once            reconnect: all at once, --handshakes at a time, whatever is asked for

      null-server  not a scenario: a server without storage and login, to see what the tool itself
                   can do; --port, prints its address; use it with --no-login

      For every scenario
        --url URL            where the deployment is, such as https://talk.example.org/hearhear/
        --accounts FILE      take accounts from there (name, tab, password), sign up what is missing
                             and keep all, with their logins, for the next run
        --no-login           sign nobody up; for the null server only
        --handshakes 64      handshakes in progress at a time
        --warm-up 3          seconds before the measured time
        --measured 6         seconds that are measured; only what is acknowledged and delivered
                             within them counts
        --settle 20          seconds after them within which everything sent has to arrive
        --server-pid PID     of the server, if it runs on this machine: CPU and memory
        --database-pid PID   of PostgreSQL's first process, likewise
        --json FILE          append the line of JSON, which also goes to standard output

      Exit code 0: passed. 1: something was lost, doubled, out of order or counted wrong.
      2: there was no run; the message says why.
      """;

  private Help() {}

  static String text() {
    return TEXT;
  }
}
