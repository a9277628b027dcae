package org.hearhear.account.ticket;

/**
 * Whom another application means.
 *
 * @param issuer the application, as the settings name it
 * @param subject its own word for the person, which never changes
 * @param name what the person would like to be called here, or empty
 * @param displayName what others are shown, or empty for what they were shown before
 */
record Identity(String issuer, String subject, String name, String displayName) {}
