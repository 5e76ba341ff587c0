package io.perfectorder.alerting.channel;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.scheduler.Scheduler;

/**
 * Turns host names into addresses, once a connection, and lets none through that may not be connected to: what was checked is what is
 * connected to, so a name cannot change its address in between. When one of a name's addresses is forbidden, all of them are.
 */
final class CheckedAddresses extends AddressResolverGroup<InetSocketAddress> {
    private final OutgoingAddresses outgoing;
    private final HostNames names;
    private final Scheduler blocking;

    CheckedAddresses(OutgoingAddresses outgoing, HostNames names, Scheduler blocking) {
        this.outgoing = outgoing;
        this.names = names;
        this.blocking = blocking;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Resolver(executor);
    }

    private final class Resolver extends AbstractAddressResolver<InetSocketAddress> {
        Resolver(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        /** Never: an address written as numbers comes here resolved, and must be checked like any other. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
            Promise<List<InetSocketAddress>> all = executor().newPromise();
            all.addListener(_ -> {
                if (all.isSuccess()) {
                    promise.trySuccess(all.getNow().getFirst());
                } else {
                    promise.tryFailure(all.cause());
                }
            });
            doResolveAll(unresolved, all);
        }

        @Override
        protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
            try {
                // The resolver of the system blocks: it knows the hosts file and what else the operator set up.
                blocking.schedule(() -> complete(unresolved, promise));
            } catch (RejectedExecutionException full) {
                promise.tryFailure(full);
            }
        }

        private void complete(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
            try {
                String host = unresolved.getHostString();
                List<InetAddress> addresses =
                        unresolved.isUnresolved() ? names.lookUp(host) : List.of(unresolved.getAddress());
                for (InetAddress address : addresses) {
                    Optional<String> refusal = outgoing.refusal(address);
                    if (refusal.isPresent()) {
                        throw new ForbiddenAddress(Phrase.FORBIDDEN.say(host, refusal.get()));
                    }
                }
                promise.trySuccess(addresses.stream()
                        .map(address -> new InetSocketAddress(address, unresolved.getPort()))
                        .toList());
            } catch (UnknownHostException | ForbiddenAddress refused) {
                promise.tryFailure(refused);
            }
        }
    }
}
