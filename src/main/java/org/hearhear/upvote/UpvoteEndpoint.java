package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import org.hearhear.account.Caller;
import org.hearhear.live.Connections;
import org.hearhear.live.Participant;

/**
 * {@code /upvote}: hands what the server calls it with to the connection of the session; no state.
 */
@ServerEndpoint(value = "/upvote", subprotocols = "hearhear.v1")
public class UpvoteEndpoint {
  @Inject Connections connections;
  @Inject UpvoteCommands commands;

  @OnOpen
  public void onOpen(Session session) {
    if (session.getUserPrincipal() instanceof Caller caller) {
      Participant participant =
          new Participant(
              caller.account().id(), caller.login(), caller.accountCreatedAt(), caller.network());
      connections.open(session, participant, commands);
    } else {
      connections.turnAway(session); // The door has let nobody through who is not signed in.
    }
  }

  @OnMessage
  public void onText(String part, boolean last, Session session) {
    connections.receive(session, part, last);
  }

  @OnMessage
  public void onBinary(byte[] part, boolean last, Session session) {
    connections.refuseBinary(session);
  }

  @OnMessage
  public void onPong(PongMessage pong, Session session) {
    connections.pong(session, pong);
  }

  @OnClose
  public void onClose(Session session) {
    connections.closed(session);
  }

  @OnError
  public void onError(Session session, Throwable failure) {
    connections.failed(session, failure);
  }
}
