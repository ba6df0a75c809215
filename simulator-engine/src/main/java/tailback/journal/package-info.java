/**
 * What a debugger or a view sees of a run, as plain data: where each request is, what the parts
 * hold, the way of one request through the stack, and the journal of what was changed on the way.
 *
 * <p>It knows nothing but the kernel. The parts tell a {@link tailback.journal.Scene} what stands
 * in them; a {@link tailback.journal.Frame} takes it down in flat arrays.
 */
package tailback.journal;
