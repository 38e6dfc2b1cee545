import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
// oxlint-disable-next-line import/no-unassigned-import -- vite bundles it
import './styles/index.css';
import { AgentProvider } from './agent.tsx';
import { agentApi } from './api.ts';
import { App } from './app.tsx';
import { ToastProvider } from './parts/toast.tsx';
import { cssVariables, theme } from './theme.ts';

const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={nonce}>
      <AgentProvider api={agentApi()}>
        <ToastProvider>
          <App />
        </ToastProvider>
      </AgentProvider>
    </MantineProvider>,
  );
