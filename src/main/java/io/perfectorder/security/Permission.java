package io.perfectorder.security;

/** What a route or a page needs. */
public enum Permission {
    /** Boards, orders and exports. */
    READ,
    /** To acknowledge, comment and silence; to replay dead letters. */
    ACT,
    /** Rules and channels. */
    MANAGE,
    /** Accounts, keys, sessions, erasures and the audit. */
    ADMINISTER,
    /** To send events. */
    SEND,
    /** Metrics and the details of health. */
    OBSERVE
}
