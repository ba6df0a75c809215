package tailback.component.worker;

/**
 * What a worker class does with SIGTERM: when it stops accepting, and what becomes of the requests
 * that it has.
 *
 * @param onBeat it looks once a second, when its heart beats; otherwise it stops at once
 * @param keepsListening its copy of the listening socket stays open until the process ends, so
 *     connections still queue in it although nobody will accept them
 * @param cut it breaks the connections that are left after {@code graceful_timeout}; otherwise it
 *     waits for them without a limit of its own
 * @param polls it looks once a second whether it is done, and beats; otherwise it ends with its
 *     last request, and shows no sign of life until then
 * @param finishesOnQuit SIGQUIT, too, lets the requests end that it has
 */
record Drain(
    boolean onBeat, boolean keepsListening, boolean cut, boolean polls, boolean finishesOnQuit) {}
