package io.perfectorder.engines;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import java.util.List;

/**
 * Esper in one thread: a table of orders, whose changes flow as events into a table of panes that Esper sums. Esper is under the GPL:
 * this is measured, never shipped.
 */
final class EsperEngine implements Contender {
    private static final String STATEMENTS = """
            @public create table Orders(orderId string primary key, state OrderState);
            on OrderMessage as m merge Orders as o where o.orderId = m.orderId
                when not matched then insert select m.orderId as orderId, OrderState.fresh(m.orderId) as state;
            @public @buseventtype create schema Change(deltas PaneDelta[]);
            insert into Change select DeltasOf.array(Orders[m.orderId].state, m) as deltas from OrderMessage as m;
            insert into PaneDelta select * from Change[deltas];
            @public create table Panes(dimension string primary key, value string primary key, paneMinute long primary key,
                due sum(int), delivered sum(int), onTime sum(int), inFull sum(int), otif sum(int), errorFree sum(int),
                damageFree sum(int), documentsRight sum(int), perfect sum(int), complained sum(int));
            into table Panes select sum(due) as due, sum(delivered) as delivered, sum(onTime) as onTime, sum(inFull) as inFull,
                sum(otif) as otif, sum(errorFree) as errorFree, sum(damageFree) as damageFree,
                sum(documentsRight) as documentsRight, sum(perfect) as perfect, sum(complained) as complained
                from PaneDelta group by dimension, value, paneMinute;
            """;
    private static final List<String> COUNTS = List.of(
            "due",
            "delivered",
            "onTime",
            "inFull",
            "otif",
            "errorFree",
            "damageFree",
            "documentsRight",
            "perfect",
            "complained");

    private final List<OrderMessage> messages;
    private int runs;

    EsperEngine(Feed feed) {
        messages = feed.messages();
    }

    /** What EPL calls: an array, of which Esper makes one event for each element. */
    public static final class DeltasOf {
        private DeltasOf() {}

        public static PaneDelta[] array(OrderState order, OrderMessage message) {
            return order.apply(message).toArray(PaneDelta[]::new);
        }
    }

    @Override
    public Totals count() throws EPCompileException, EPDeployException {
        Configuration configuration = new Configuration();
        configuration.getCommon().addEventType(OrderMessage.class);
        configuration.getCommon().addEventType(PaneDelta.class);
        configuration.getCommon().addImport(OrderState.class);
        configuration.getCommon().addImport(DeltasOf.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        EPCompiled compiled =
                EPCompilerProvider.getCompiler().compile(STATEMENTS, new CompilerArguments(configuration));
        EPRuntime esper = EPRuntimeProvider.getRuntime("run-" + runs++, configuration);
        try {
            esper.getDeploymentService().deploy(compiled);
            EPEventService events = esper.getEventService();
            messages.forEach(message -> events.sendEventBean(message, "OrderMessage"));
            return totals(esper, configuration);
        } finally {
            esper.destroy();
        }
    }

    private static Totals totals(EPRuntime esper, Configuration configuration) throws EPCompileException {
        CompilerArguments arguments = new CompilerArguments(configuration);
        arguments.getPath().add(esper.getRuntimePath());
        EPCompiled query = EPCompilerProvider.getCompiler().compileQuery("select * from Panes", arguments);
        Totals totals = new Totals();
        for (EventBean pane :
                esper.getFireAndForgetService().executeQuery(query).getArray()) {
            long[] counts = COUNTS.stream()
                    .mapToLong(count -> (Integer) pane.get(count))
                    .toArray();
            totals.add((String) pane.get("dimension"), (String) pane.get("value"), counts);
        }
        return totals;
    }
}
