package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cookie belongs to one context root, and to nobody else. */
class LoginCookieTest {

  @Test
  void cookieAtTheRootHasTheHostPrefix() {
    assertThat(LoginCookie.keep("", "token", Duration.ofDays(1)))
        .isEqualTo("__Host-hearhear=token; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void cookieAtAnotherRootHasItsNameAndPath() {
    assertThat(LoginCookie.keep("/talk", "token", Duration.ofSeconds(1)))
        .isEqualTo(
            "__Secure-hearhear-talk=token; Path=/talk/; Max-Age=1;"
                + " Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void forgottenCookieIsEmptyAndOver() {
    assertThat(LoginCookie.forget("/talk"))
        .isEqualTo(
            "__Secure-hearhear-talk=; Path=/talk/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
  }

  @ParameterizedTest
  @CsvSource({
    "/a.b, __Secure-hearhear-a-b",
    "/a/b, __Secure-hearhear-a-b",
    "/ä;=, __Secure-hearhear----"
  })
  void nameHasNoCharacterThatACookieMayNotHave(String contextPath, String name) {
    assertThat(LoginCookie.keep(contextPath, "token", Duration.ofDays(1))).startsWith(name + "=");
  }

  @Test
  void tokenOfThisRootIsFound() {
    HttpServletRequest request =
        request(
            "/talk",
            new Cookie("__Host-hearhear", "root"),
            new Cookie("__Secure-hearhear-talk", "mine"),
            new Cookie("__Secure-hearhear-other", "other"));

    assertThat(LoginCookie.token(request)).contains("mine");
  }

  @Test
  void tokensOfOtherRootsAreNotOurs() {
    assertThat(LoginCookie.token(request("", new Cookie("__Secure-hearhear-talk", "other"))))
        .isEmpty();
    assertThat(LoginCookie.token(request(""))).isEmpty();
  }

  private static HttpServletRequest request(String contextPath, Cookie... cookies) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            LoginCookieTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getContextPath" -> contextPath;
                  case "getCookies" -> cookies.length == 0 ? null : cookies;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
