package org.hearhear.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.hearhear.account.Caller;
import org.jspecify.annotations.Nullable;

/** A request with the client's own address, and with our principal where somebody is signed in. */
final class SignedInRequest extends HttpServletRequestWrapper {
  private final ClientView client;
  private final @Nullable Caller caller;

  SignedInRequest(HttpServletRequest request, ClientView client, @Nullable Caller caller) {
    super(request);
    this.client = client;
    this.caller = caller;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return caller == null ? null : caller.getName();
  }

  @Override
  public String getRemoteAddr() {
    return client.address();
  }
}
