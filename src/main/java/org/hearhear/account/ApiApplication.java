package org.hearhear.account;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The HTTP API; its resources are found by their annotations. */
@ApplicationPath("api")
public class ApiApplication extends Application {}
