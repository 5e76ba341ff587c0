package io.perfectorder.app;

import com.vaadin.flow.spring.SpringBootAutoConfiguration;
import com.vaadin.flow.spring.SpringSecurityAutoConfiguration;
import com.vaadin.flow.spring.VaadinScopesConfig;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The process: a reactive root context on Reactor Netty; {@link UiLifecycle} adds the Vaadin board as its child. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {
            SpringBootAutoConfiguration.class,
            SpringSecurityAutoConfiguration.class,
            VaadinScopesConfig.class,
            DataSourceAutoConfiguration.class,
            TomcatReactiveWebServerAutoConfiguration.class
        })
@ConfigurationPropertiesScan("io.perfectorder")
@ComponentScan(
        basePackages = "io.perfectorder",
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.perfectorder\\.dashboard\\..*")
        })
public class PerfectOrderMonitor {

    /** Starts the process; arguments are Spring properties. */
    public static void main(String[] args) {
        // Netty's default adaptive allocator more than halves the intake's throughput on JDK 25.
        System.setProperty("io.netty.allocator.type", "pooled");
        String[] arguments;
        try {
            arguments = ShortArguments.expand(args);
            if (SimulatorRun.asked(arguments, InstantSource.system(), System.out)
                    || RemoteDemo.asked(arguments, InstantSource.system(), System.out)) {
                return;
            }
        } catch (WrongProperty wrong) {
            new StartFailures().print(wrong.getMessage());
            System.exit(1);
            return;
        }
        run(arguments);
    }

    private static void run(String[] arguments) {
        ConfigurableApplicationContext context;
        try {
            context = SpringApplication.run(PerfectOrderMonitor.class, arguments);
        } catch (RuntimeException reported) {
            // Reported by Spring or StartFailures; without this a thread that is left over could keep the process.
            System.exit(1);
            return;
        }
        if (context.getEnvironment().getProperty("monitor.exit", Boolean.class, false)) {
            System.exit(SpringApplication.exit(context));
        }
    }
}
